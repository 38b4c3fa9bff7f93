"""Formulas of official forms: sums, differences, products and quotients of named cells and of figures elsewhere.

`c1+c2`, `c2/c1*100`, `[form:bieu-04.c5]*100/c3`. A comma or a point stands before decimals. They are taken apart by
Python's own reader and worked out by ours, which knows four signs and names, and nothing else.
"""

import ast
import keyword
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import cast

KEY = re.compile(r"[a-z][a-z0-9_]*")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
REFERENCE = re.compile(r"\[([^\[\]]+)\]")
SIGN = re.compile(r"[-+*/()]")
TOKEN = re.compile(f"({KEY.pattern})|({NUMBER.pattern})|{REFERENCE.pattern}|({SIGN.pattern})")
# Signs as people read them, with room on either side.
SIGNS_READ = re.compile(r"\s*([-+*/])\s*")
SPELLINGS = str.maketrans({"−": "-", "–": "-", "×": "*", "÷": "/", ":": "/"})
# As thousands and as decimals it would be two numbers.
DOUBTFUL = re.compile(r"\d{1,3}\.\d{3}")
# So many formulas are known without being taken apart again.
KEPT = 4_096
OF_ADDING = (ast.Add, ast.Sub)
OF_RECKONING = (*OF_ADDING, ast.Mult, ast.Div)


class BadFormula(ValueError):
    """The text is no formula; the message says why."""


@dataclass(frozen=True)
class Reference:
    """A figure that stands elsewhere: `indicator:poor-rate.value`."""

    name: str


Term = str | Decimal | Reference


@dataclass(frozen=True)
class Formula:
    """A formula taken apart: its tree speaks of its terms by their places."""

    text: str
    tree: ast.expr
    terms: tuple[Term, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The rows or columns it names, each once, in their order."""
        return tuple(dict.fromkeys(term for term in self.terms if isinstance(term, str)))

    @property
    def references(self) -> tuple[str, ...]:
        """The figures elsewhere that it names."""
        return tuple(dict.fromkeys(term.name for term in self.terms if isinstance(term, Reference)))

    @property
    def only_adds(self) -> bool:
        """Whether it takes nothing off, and multiplies and divides nothing: the sum of sums is then that of all."""
        return all(isinstance(node.op, ast.Add) for node in ast.walk(self.tree) if isinstance(node, ast.BinOp))

    @property
    def added(self) -> tuple[str, ...]:
        """The names it adds, where it is a plain sum of different names; else nothing."""
        return self.names if self.only_adds and len(self.names) == len(self.terms) > 1 else ()


@lru_cache(maxsize=KEPT)
def parse(text: str) -> Formula:
    """Take a formula apart; raises BadFormula. Forms ask for the same few formulas in every row and for every unit."""
    terms: list[Term] = []
    written = "".join(_tokens(text, terms)).strip()
    try:
        tree = ast.parse(written, mode="eval").body
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise BadFormula(f"Công thức “{text}” viết chưa đúng; cách viết đúng: c2/c1*100.") from error
    if not all(map(_is_allowed, ast.walk(tree))):
        raise BadFormula(f"Công thức “{text}” chỉ được dùng các phép cộng, trừ, nhân, chia và dấu ngoặc.")
    return Formula(text, tree, tuple(terms))


def _is_allowed(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, OF_RECKONING)
    return isinstance(node, ast.Name | ast.operator | ast.expr_context)


def _tokens(text: str, terms: list[Term]) -> list[str]:
    """What Python's reader gets: signs as they are, and for each term its place among `terms`."""
    bare = unicodedata.normalize("NFC", text)
    plain = "".join(part if place % 2 else part.translate(SPELLINGS) for place, part in enumerate(_parts(bare)))
    written, place = [], 0
    while place < len(plain):
        if plain[place].isspace():
            place += 1
            continue
        found = TOKEN.match(plain, place)
        if found is None:
            raise BadFormula(f"Công thức “{text}” có ký tự không dùng được: “{plain[place]}”.")
        if found[4]:
            written.append(found[4])
        else:
            terms.append(_term(found))
            written.append(f" t{len(terms) - 1} ")
        place = found.end()
    return written


def _parts(text: str) -> list[str]:
    """The text cut at references, which stand at the odd places and are left as they are."""
    return re.split(r"(\[[^\[\]]*\])", text)


def _term(found: re.Match[str]) -> Term:
    name, figure, reference = found[1], found[2], found[3]
    if name:
        return name
    if reference:
        return Reference(reference.strip())
    if DOUBTFUL.fullmatch(figure):
        raise BadFormula(f"Số “{figure}” hiểu được hai cách; viết {figure.replace('.', '')} nếu là hàng nghìn.")
    return Decimal(figure.replace(",", "."))


def is_key(text: str) -> bool:
    """Whether a row or a column may be called so."""
    return bool(KEY.fullmatch(text)) and not keyword.iskeyword(text)


def worked_out(
    formula: Formula, value_of: Callable[[str | Reference], Decimal | None], *, skips_blanks: bool = False
) -> Decimal | None:
    """What a formula comes to, None for blank: of a blank term, and of a division by zero.

    Where sums skip blanks, a blank term is left out of a sum, and nothing is taken off for one; a sum of blanks
    alone stays blank.
    """

    def of(node: ast.expr) -> Decimal | None:
        if isinstance(node, ast.BinOp):
            left, right = of(node.left), of(node.right)
            if skips_blanks and isinstance(node.op, OF_ADDING) and None in (left, right):
                return left if right is None else right if isinstance(node.op, ast.Add) else None
            return None if left is None or right is None else _reckoned(node.op, left, right)
        term = formula.terms[int(cast(ast.Name, node).id[1:])]
        return term if isinstance(term, Decimal) else value_of(term)

    return of(formula.tree)


def _reckoned(sign: ast.operator, left: Decimal, right: Decimal) -> Decimal | None:
    if isinstance(sign, ast.Add):
        return left + right
    if isinstance(sign, ast.Sub):
        return left - right
    if isinstance(sign, ast.Mult):
        return left * right
    return None if right == 0 else left / right
