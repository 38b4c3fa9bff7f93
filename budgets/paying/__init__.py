"""What became of the money: who holds it, what was paid of it, and the sums of both on every face.

From the ground up: `places` and `sums` are the words; `lineage` and `rounds` say whose money is read; `purses` what
plans give each unit, `holdings` who holds each đồng of it, `telling` what holders say; `cube` adds, `paid` has all of
it for one unit. On these stand what is written (`actions`, held by `limits`), what is doubted (`doubts`, `pace`), and
what is shown: the rows of tables (`faces`), figures of reports (`reporting`, `parts`, `figures`, `explaining`), the
grid (`own`), pictures, rules and warnings.
"""
