"""What was measured, as a table in the terminal."""

from collections.abc import Sequence

from cases import Row


def table(rows: Sequence[Row]) -> None:
    """Print a line for each row, with its limit and whether it is held."""
    width = max(len(row.case) for row in rows)
    print(f"{'case':<{width}}  {'value':>8}  {'limit':>8}  {'':4}  measured")
    for row in rows:
        sign = ">=" if row.at_least else "<="
        state = "ok" if row.ok else "FAIL"
        limit = f"{sign} {row.limit:g}"
        print(f"{row.case:<{width}}  {row.value:>8.3f}  {limit:>8}  {state:4}  {row.detail}")
