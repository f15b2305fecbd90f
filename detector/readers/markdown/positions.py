"""Where the parser of Markdown stood when it made each inline token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def note_positions(parser: MarkdownIt) -> None:
    """Have ``parser`` note in each inline token where it stood when it made the token."""
    from markdown_it.parser_inline import ParserInline
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.image import image
    from markdown_it.rules_inline.link import link

    from detector.readers.markdown.plain import plain_tokens

    class State(StateInline):
        def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
            super().__init__(src, md, env, tokens)
            self.last_end = src.rfind("]")

        def pushPending(self) -> Token:  # noqa: N802 - the parser's name
            token = super().pushPending()
            token.meta = {"before": self.pos}
            return token

        def push(self, ttype: str, tag: str, nesting: Any) -> Token:
            token = super().push(ttype, tag, nesting)
            token.meta = {"at": self.pos}
            return token

    def tokenize(src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        plain = plain_tokens(src)
        if plain is not None:
            tokens += plain
            return tokens
        state = State(src, md, env, tokens)
        inline: ParserInline = md.inline
        inline.tokenize(state)
        for rule in inline.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def may_end(state: StateInline) -> bool:
        """Return whether a label could end: or its end is looked for as far as the text goes."""
        return not isinstance(state, State) or state.pos < state.last_end

    def placed_link(state: StateInline, silent: bool) -> bool:
        if not may_end(state):
            return False
        found = link(state, silent)
        if found and not silent:
            state.tokens[-1].meta = {"end": state.pos}
        return found

    def image_with_end(state: StateInline, silent: bool) -> bool:
        return may_end(state) and image(state, silent)

    skip_token = parser.inline.skipToken

    def skip(state: StateInline) -> None:
        """Look first whether the end is known: labels within labels ask twenty times."""
        end = state.cache.get(state.pos)
        if end is None:
            skip_token(state)
        else:
            state.pos = end

    parser.inline.parse = tokenize  # type: ignore[method-assign]
    parser.inline.skipToken = skip  # type: ignore[method-assign]
    parser.inline.ruler.at("link", placed_link)
    parser.inline.ruler.at("image", image_with_end)
