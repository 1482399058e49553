"""The operator's mistakes as they are told; also what click objects to: what is wrong, and what to do next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _, plain
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from journeyctl.i18n import Message

TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
VALUE = re.compile(r"'?(.*?)'? is not ", re.DOTALL)
WITHOUT = "does not take a value"


def complain(error: JourneyctlError, language: str) -> None:
    """Tell the operator what is wrong and what to do next, on standard error."""
    click.echo(f"journeyctl: {error.in_language(language)}", err=True)
    if error.advice:
        click.echo("  " + _("help: {words}", words=error.advice).in_language(language), err=True)


def mistake(error: click.ClickException) -> JourneyctlError:
    """Return an objection of click's as the operator's mistake."""
    if isinstance(error, click.NoSuchOption):
        return JourneyctlError(_("there is no option '{name}'", name=error.option_name), _other_option(error))
    if isinstance(error, click.MissingParameter) and error.param:
        return JourneyctlError(_("{name} is missing", name=_called(error.param)), _example(error.ctx))
    if isinstance(error, click.BadParameter) and error.param:
        return _bad_value(error, error.param)
    if isinstance(error, click.BadOptionUsage):
        return _bad_usage(error)
    return _other(error, getattr(error, "ctx", None))


def _other_option(error: click.NoSuchOption) -> Message | None:
    parameters = error.ctx.command.params if error.ctx else []
    options = [name for one in parameters for name in one.opts if name.startswith("--")]
    return hint(error.option_name, options, _example(error.ctx))


def _bad_value(error: click.BadParameter, parameter: click.Parameter) -> JourneyctlError:
    """Return what is wrong with a value: which choices there are, and the nearest of them."""
    name, value, type_ = _called(parameter), VALUE.match(error.message), parameter.type
    if value is None:
        return JourneyctlError(_("{name}: {words}", name=name, words=_sentence(error)), _example(error.ctx))
    message = _("{name} cannot be '{value}'", name=name, value=value[1])
    if isinstance(type_, click.Choice):
        return JourneyctlError(message, hint(value[1], [str(choice) for choice in type_.choices]))
    if isinstance(type_, click.IntRange):
        advice = _("write a whole number from {least} to {most}", least=type_.min, most=type_.max)
        return JourneyctlError(message, advice)
    return JourneyctlError(message, _example(error.ctx))


def _bad_usage(error: click.BadOptionUsage) -> JourneyctlError:
    name = error.option_name
    if WITHOUT in error.message:
        return JourneyctlError(_("option '{name}' takes no value", name=name), _("write {name} by itself", name=name))
    return JourneyctlError(_("option '{name}' wants a value", name=name), _("write a value behind {name}", name=name))


def _other(error: click.ClickException, context: click.Context | None) -> JourneyctlError:
    too_many = TOO_MANY.match(error.message)
    if too_many:
        return JourneyctlError(_("this is one word too many: {words}", words=too_many[1]), _example(context))
    if error.message == "Missing command.":
        return JourneyctlError(_("which command is not said"), _("`journeyctl --help` lists them"))
    return JourneyctlError(plain(_sentence(error)), _example(context))


def _called(parameter: click.Parameter) -> str:
    """Return what the operator calls a parameter: `--fail-on`, or the metavar of an argument."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return (parameter.metavar or parameter.human_readable_name).strip("[]").upper()


def _sentence(error: click.ClickException) -> str:
    return error.message[:1].lower() + error.message[1:].rstrip(".")


def _example(context: click.Context | None) -> Message | None:
    """Return a command that works, from the command's own help."""
    if context is None:
        return None
    more = _("`{command} --help` tells more", command=context.command_path)
    example = re.search(r"^ *(journeyctl .+)$", context.command.epilog or "", re.MULTILINE)
    return _("such as `{example}`; {more}", example=example[1], more=more) if example else more
