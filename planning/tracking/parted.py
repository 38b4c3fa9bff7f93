"""How a sentence parts a count by state: `trong đó: 2 nhiệm vụ đã hoàn thành; 1 nhiệm vụ đang thực hiện`."""

from collections.abc import Sequence


def parted(told: Sequence[tuple[str, str]], total: int) -> str:
    """The states in which there are any, each the name of its count and its words; one state alone parts nothing."""
    if len(told) > 1:
        return f"trong đó: {'; '.join(f'{{{{ {name} }}}} {words}' for name, words in told)}"
    return f"{'tất cả' if total > 1 else 'hiện'} {told[0][1]}"
