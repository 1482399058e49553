"""`python -m journeyctl`."""

from journeyctl.cli import main

if __name__ == "__main__":
    main()
