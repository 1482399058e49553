"""What click objects to, said as every other mistake: what is wrong, and what to do next."""

from __future__ import annotations

import re

import click

from journeyctl.errors import JourneyctlError
from journeyctl.spelling import hint


def mistake(error: click.ClickException) -> JourneyctlError:
    """Return an objection of click's as the operator's mistake."""
    if isinstance(error, click.NoSuchOption):
        return JourneyctlError(f"there is no option '{error.option_name}'", _other_option(error))
    if isinstance(error, click.MissingParameter) and error.param:
        return JourneyctlError(f"{_called(error.param)} is missing", _example(error.ctx))
    if isinstance(error, click.BadParameter) and error.param:
        return _bad_value(error, error.param)
    if isinstance(error, click.BadOptionUsage):
        return JourneyctlError(_sentence(error), f"write a value behind {error.option_name}")
    return JourneyctlError(_sentence(error), _example(getattr(error, "ctx", None)))


def _other_option(error: click.NoSuchOption) -> str:
    parameters = error.ctx.command.params if error.ctx else []
    options = [name for one in parameters for name in one.opts if name.startswith("--")]
    return hint(error.option_name, options, _example(error.ctx))


def _bad_value(error: click.BadParameter, parameter: click.Parameter) -> JourneyctlError:
    """Return what is wrong with a value: which choices there are, and the nearest of them."""
    value = re.match(r"'(.*?)' is not one of", error.message, re.DOTALL)
    if isinstance(parameter.type, click.Choice) and value:
        choices = [str(choice) for choice in parameter.type.choices]
        return JourneyctlError(f"{_called(parameter)} cannot be '{value[1]}'", hint(value[1], choices))
    if isinstance(parameter.type, click.IntRange):
        message = f"{_called(parameter)} is no such number: {error.message.rstrip('.')}"
        return JourneyctlError(message, f"write a whole number from {parameter.type.min} to {parameter.type.max}")
    return JourneyctlError(f"{_called(parameter)}: {error.message.rstrip('.')}", _example(error.ctx))


def _called(parameter: click.Parameter) -> str:
    """Return what the operator calls a parameter: `--fail-on`, or the metavar of an argument."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return (parameter.metavar or parameter.human_readable_name).strip("[]").upper()


def _sentence(error: click.ClickException) -> str:
    message = error.format_message()
    return message[:1].lower() + message[1:].rstrip(".")


def _example(context: click.Context | None) -> str:
    """Return a command that works, from the command's own help."""
    if context is None:
        return ""
    examples = re.findall(r"^ *(journeyctl .+)$", context.command.epilog or "", re.MULTILINE)
    such = f"such as `{examples[0]}`; " if examples else ""
    return f"{such}`{context.command_path} --help` tells more"
