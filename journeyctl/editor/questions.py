"""The questions of an editor about a place in a text, answered by the features: one function for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from journeyctl.editor import actions, completion, hover, lenses, renaming, symbols
from journeyctl.editor.names import PHASES, STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyctl.editor.actions import Action
    from journeyctl.editor.server import JourneyServer, Seen
    from journeyctl.editor.symbols import Symbol

OFFERED = {
    "field": types.CompletionItemKind.Property,
    "choice": types.CompletionItemKind.EnumMember,
    "id": types.CompletionItemKind.Reference,
    "language": types.CompletionItemKind.Keyword,
}
SYMBOLS = {
    "journeys": types.SymbolKind.Class,
    PHASES: types.SymbolKind.Namespace,
    STEPS: types.SymbolKind.Method,
}


def complete(ls: JourneyServer, params: types.CompletionParams) -> types.CompletionList | None:
    """Say what may be written."""
    if not (seen := _seen(ls, params)):
        return None
    offered = completion.offers(seen.view)
    where = seen.range(offered.bounds)
    items = [
        types.CompletionItem(
            one.label,
            kind=OFFERED[one.kind],
            detail=seen.speaker.words(one.detail) or None,
            documentation=one.meaning or None,
            sort_text=f"{number:05}",
            text_edit=types.TextEdit(where, one.text),
        )
        for number, one in enumerate(offered.found)
    ]
    return types.CompletionList(not offered.is_all, items)


def explain(ls: JourneyServer, params: types.HoverParams) -> types.Hover | None:
    """Say what a place means."""
    if not (seen := _seen(ls, params)) or not (card := hover.card(seen.view)):
        return None
    text = "\n\n".join(seen.speaker.words(one) for one in card.paragraphs)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), seen.range(card.bounds))


def define(ls: JourneyServer, params: types.DefinitionParams) -> types.Location | None:
    """Say where an id is defined."""
    if not (seen := _seen(ls, params)) or not (found := renaming.definition(seen.view)) or not found.bounds:
        return None
    return seen.speaker.location(found.place.document, *found.bounds)


def refer(ls: JourneyServer, params: types.ReferenceParams) -> list[types.Location]:
    """Say where an id is used."""
    if not (seen := _seen(ls, params)):
        return []
    spots = renaming.spots(seen.view, with_definition=params.context.include_declaration)
    return [seen.speaker.location(*spot) for spot in spots]


def prepare_rename(ls: JourneyServer, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """Say whether an id can be renamed."""
    if not (seen := _seen(ls, params)):
        return None
    try:
        thing = renaming.renamable(seen.view)
    except renaming.Refusal as refusal:
        raise _refused(seen, refusal) from None
    return types.PrepareRenamePlaceholder(seen.range(thing.bounds), thing.name.last)


def rename(ls: JourneyServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Say what to write everywhere when an id is renamed."""
    if not (seen := _seen(ls, params)):
        return None
    try:
        edits = renaming.renamed(seen.view, params.new_name.strip())
    except renaming.Refusal as refusal:
        raise _refused(seen, refusal) from None
    return seen.speaker.workspace_edit(edits, seen.table.versions())


def _refused(seen: Seen, refusal: renaming.Refusal) -> JsonRpcException:
    return JsonRpcException(seen.speaker.words(refusal.message), types.LSPErrorCodes.RequestFailed.value)


def outline(ls: JourneyServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """Say what a document holds."""
    if not (seen := ls.seen(params.text_document.uri)):
        return []
    return [_symbol(seen, one) for one in symbols.in_document(seen.view)]


def _symbol(seen: Seen, one: Symbol) -> types.DocumentSymbol:
    kind = SYMBOLS.get(one.kind, types.SymbolKind.Object)
    inner = [_symbol(seen, part) for part in one.inner]
    return types.DocumentSymbol(
        one.id, kind, seen.range(one.whole), seen.range(one.told), detail=one.kind, children=inner or None
    )  # fmt: skip


def search(ls: JourneyServer, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
    """Say which ids of all workspaces fit a query."""
    answer = []
    for table in list(ls.tables.values()):
        speaker = ls.speaker(table)
        for one in symbols.in_workspace(table.names(), params.query):
            if one.bounds:
                where = speaker.location(one.place.document, *one.bounds)
                kind = SYMBOLS.get(one.name.kind, types.SymbolKind.Object)
                answer.append(types.WorkspaceSymbol(where, one.name.id, kind, container_name=one.words or None))
    return answer


def act(ls: JourneyServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Say what can be done about the findings at a place."""
    if not (seen := ls.seen(params.text_document.uri)):
        return []
    shown = seen.table.state.shown.get(seen.view.path, ())
    here = [one for one in shown if _touch(seen.speaker.range(one.document, one.span), params.range)]
    only = params.context.only
    answer = []
    if _is_wanted(only, types.CodeActionKind.QuickFix):
        answer += [_action(seen, one, types.CodeActionKind.QuickFix) for one in actions.actions(seen.view, here)]
    if _is_wanted(only, types.CodeActionKind.SourceFixAll) and (everything := actions.fix_all(seen.view)):
        answer.append(_action(seen, everything, types.CodeActionKind.SourceFixAll))
    return answer


def _is_wanted(only: Sequence[types.CodeActionKind | str] | None, kind: types.CodeActionKind) -> bool:
    return only is None or any(kind.value == one or kind.value.startswith(f"{one}.") for one in map(_value, only))


def _value(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _touch(one: types.Range, other: types.Range) -> bool:
    return _before(one.start, other.end) and _before(other.start, one.end)


def _before(one: types.Position, other: types.Position) -> bool:
    return (one.line, one.character) <= (other.line, other.character)


def _action(seen: Seen, one: Action, kind: types.CodeActionKind) -> types.CodeAction:
    return types.CodeAction(
        seen.speaker.words(one.title),
        kind=kind,
        diagnostics=[seen.speaker.diagnostic(finding) for finding in one.about] or None,
        edit=seen.speaker.workspace_edit(one.edits, seen.table.versions()),
        is_preferred=one.is_likely or None,
    )


def tell(ls: JourneyServer, params: types.CodeLensParams) -> list[types.CodeLens]:
    """Say what stands above journeys and touchpoints."""
    if not (seen := ls.seen(params.text_document.uri)):
        return []
    return [
        types.CodeLens(seen.range(one.bounds), types.Command(" · ".join(map(seen.speaker.words, one.facts)), ""))
        for one in lenses.lenses(seen.view)
    ]


def _seen(ls: JourneyServer, params: Any) -> Seen | None:
    """Return the place that a question is about."""
    return ls.seen(params.text_document.uri, params.position.line, params.position.character)


QUESTIONS: dict[str, tuple[Callable[..., Any], Any]] = {
    types.TEXT_DOCUMENT_COMPLETION: (
        complete,
        types.CompletionOptions(trigger_characters=[" ", ":", "[", "{", ",", "/"]),
    ),
    types.TEXT_DOCUMENT_HOVER: (explain, None),
    types.TEXT_DOCUMENT_DEFINITION: (define, None),
    types.TEXT_DOCUMENT_REFERENCES: (refer, None),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (prepare_rename, None),
    types.TEXT_DOCUMENT_RENAME: (rename, types.RenameOptions(prepare_provider=True)),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (outline, None),
    types.WORKSPACE_SYMBOL: (search, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        act,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]),
    ),
    types.TEXT_DOCUMENT_CODE_LENS: (tell, None),
}
