"""The commands, one file each; the module `new_thing` is the command `new-thing`, its object is called `command`."""
