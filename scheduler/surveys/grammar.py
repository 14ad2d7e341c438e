"""What an expression of a survey may say: only what is listed here. Asked when a survey is read, never afterwards.

pyxform's lexer takes it apart: no paths, no axes, no function that looks outside.
"""

from pyxform.parsing.expression import parse_expression

from scheduler.surveys import expressions
from scheduler.surveys.expressions import FUNCTIONS, LONGEST, BadExpression, Expression

_CORE = frozenset({
    "string", "concat", "starts-with", "contains", "substring", "substring-before", "substring-after", "string-length",
    "normalize-space", "translate", "boolean", "not", "true", "false", "number", "floor", "ceiling", "round",
})
"""Of XPath 1.0; what works on sets of nodes is left out, for there are none."""
_PLAIN = frozenset({
    "NUMBER", "OPS_MATH", "OPS_COMP", "OPS_BOOL", "OPEN_PAREN", "CLOSE_PAREN", "SELF_REF", "SYSTEM_LITERAL",
    "COMMA", "WHITESPACE", "PYXFORM_REF", "FUNC_CALL",
})
"""What pyxform's lexer may find."""


def read(source: str) -> Expression:
    """Check and make ready. Raises `BadExpression`."""
    if len(source) <= LONGEST:
        for token in parse_expression(source):
            if token.type not in _PLAIN or (token.type == "FUNC_CALL" and not _knows(token.value[:-1])):
                raise BadExpression(token.value)
    return expressions.read(source)


def _knows(function: str) -> bool:
    return function in _CORE or (None, function) in FUNCTIONS
