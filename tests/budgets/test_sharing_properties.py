"""Whatever is shared out: the totals on every face of the cube agree, and no more is shared out than was given."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.cube import BudgetCube, SourceNode
from budgets.entry.allocation import ALLOCATION
from budgets.models import Allocation, BudgetLine, FundingSource, Nature
from budgets.rounding import foot
from budgets.sharing import AllocationCube
from planning.entry.kinds import EntryRefused
from planning.sheets.scopes import scope_of
from projects.models import Component
from projects.tree import Node
from tests.budgets.conftest import CENTRAL, CENTRAL_INVESTMENT, NOW, key_of

STEP = Decimal(10**6)
HOLDERS = ("unit-1", "unit-2", "agency-1")
# A busy machine is no fault of the property.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
AMOUNT = st.integers(0, 10**10).map(Decimal)


def programme_tree():
    """A root, two projects, and two sub-projects of the second; none is in the database."""

    def node(pk, depth, parent=None):
        made = Node(Component(pk=pk, code=f"C{pk}", name="", position=pk), "", depth, "", parent)
        if parent:
            parent.children.append(made)
        return made

    root = node(1, 0)
    node(2, 1, root)
    second = node(3, 1, root)
    node(4, 2, second)
    node(5, 2, second)
    return root


def source_tree():
    """Central; local with two tiers."""

    def source(pk, *children):
        keys = frozenset({pk}).union(*(child.keys for child in children))
        return SourceNode(FundingSource(pk=pk, code=f"s{pk}", name=f"s{pk}"), keys, children)

    return source(1), source(2, source(3), source(4))


CELLS = st.tuples(st.integers(1, 5), st.integers(1, 4), st.sampled_from(Nature.values))


@st.composite
def sharings(draw):
    """Lines of random amounts, each shared out in part to some of three holders."""
    lines = draw(st.dictionaries(CELLS, AMOUNT, min_size=1, max_size=12))
    shares = {}
    for line, amount in lines.items():
        left = amount
        for holder in draw(st.lists(st.sampled_from(HOLDERS), unique=True)):
            part = draw(st.integers(0, int(left)).map(Decimal))
            shares[line, holder] = part
            left -= part
    given_cube = BudgetCube(lines, programme_tree(), frozenset({1, 2, 3, 4}))
    return AllocationCube(given_cube, shares)


def zero(value):
    return value or Decimal(0)


def own_and_below(cube, node, source, nature):
    """A node's total by its own lines and the totals of the nodes below it."""
    sources = [each for top in source_tree() for each in top.walk()] if source is None else list(source.walk())
    natures = list(Nature) if nature is None else [nature]
    own = sum((zero(cube.own(node, each, kind)) for each in sources for kind in natures), Decimal(0))
    return own + sum((zero(cube.total(child, source, nature)) for child in node.children), Decimal(0))


@CALM
@given(sharings())
def test_the_totals_on_every_face_of_the_cube_agree(sharing):
    cube, whole = sharing.shared, zero(sharing.shared.total())
    holders = [sharing.of([holder]) for holder in HOLDERS]

    assert sum(zero(of.total()) for of in holders) == whole
    assert sum(zero(cube.total(source=top)) for top in source_tree()) == whole
    assert sum(zero(cube.total(nature=nature)) for nature in Nature) == whole
    for node in cube.root.walk():
        for source in (None, *source_tree()):
            for nature in (None, *Nature):
                face = zero(cube.total(node, source, nature))
                assert face == own_and_below(cube, node, source, nature)
                assert face == sum(zero(of.total(node, source, nature)) for of in holders)
                given_there = sharing.given.total(node, source, nature)
                assert zero(given_there) == face + zero(sharing.remaining(node, source, nature))
    assert sharing.left.total() == sharing.remaining()


@CALM
@given(sharings())
def test_a_sum_over_no_share_is_blank_and_not_zero(sharing):
    for node in sharing.given.root.walk():
        has_share = any(
            line[0] in {each.component.pk for each in node.walk()}
            for holder in HOLDERS
            for line in sharing.of([holder]).lines
        )
        assert (sharing.shared.total(node) is not None) == has_share


@CALM
@given(sharings())
def test_the_faces_agree_when_every_line_is_printed_rounded(sharing):
    lines = foot(sharing.given.lines, STEP)
    cube = sharing.given.holding(lines)

    assert sum(lines.values()) == cube.total()
    for node in cube.root.walk():
        assert zero(cube.total(node)) == own_and_below(cube, node, None, None)


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["district", "department"]),
        st.sampled_from([CENTRAL, CENTRAL_INVESTMENT]),
        st.one_of(st.none(), st.integers(0, 250_000).map(lambda million: Decimal(million) * 10**6)),
    ),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(deeds=DEEDS)
def test_no_sequence_of_deeds_shares_out_more_than_was_given(deeds, places, province_plan, department, minh):
    holders = {"district": places.district, "department": department}
    scope = scope_of(province_plan, may_enter=True)

    for name, column, dong in deeds:
        before = {(share.unit_id, share.agency_id, share.line_id): share.amount for share in Allocation.objects.all()}
        try:
            ALLOCATION.write(scope, {(key_of(holders[name]), column): dong}, by=minh, at=NOW, reason="")
        except EntryRefused:
            after = {
                (share.unit_id, share.agency_id, share.line_id): share.amount for share in Allocation.objects.all()
            }
            assert after == before
        for line in BudgetLine.objects.filter(plan=province_plan):
            out = sum((share.amount for share in line.allocations.all()), Decimal(0))
            assert out == line.shared_out <= line.amount
