"""Who gets what of the pages and operations of inspections during the year."""

# steps that only a form takes
_STEPS = ("confirm-day", "faults-of-checklist")
PAGES = {
    **{f"inspections:{step}": "m m m m m m m m" for step in _STEPS},
    #                                    nobody coord leader head officer auditor inspectorate admin
    "inspections:inspections":           "s o o o o o o x",
    "inspections:choose":                "s x x o o x o x",
    "inspections:open":                  "s x x o o x n x",
    "inspections:inspection":            "s o o o o o o x",
    "inspections:dossier-file":          "s x o o o o o x",
    "inspections:step":                  "s x x o o x x x",
    "inspections:correct-step":          "s x x o o x x x",
    "inspections:team":                  "s x x o o x x x",
    "inspections:leave-team":            "s x x o o x x x",
    "inspections:conclude":              "s x x o x x x x",
    "inspections:publish-conclusion":    "s x x o x x x x",
    "inspections:call-off":              "s x x o x x x x",
    "inspections:diary":                 "s x o o o o o x",
    "inspections:write-diary":           "s x x o o x x x",
    "inspections:diary-book":            "s x o o o o o x",
    "inspections:correct-diary":         "s x x o o x x x",
    "inspections:add-fault":             "s x x o o x x x",
    "inspections:fault":                 "s n o o o o o x",
    "inspections:checklist":             "s n o o o o o x",
    "inspections:faults":                "s o o o o o o x",
    "inspections:calendar":              "s o o o o o o x",
    "inspections:reform":                "s o o o o o o x",
    "inspections:plan-reform":           "s x x o x x o x",
}  # fmt: skip
API = {
    #                                        nobody coord leader head officer auditor inspectorate admin
    "/api/v1/inspections":                   "401 200 200 200 200 200 200 403",
    "/api/v1/inspections/{inspection_id}":   "401 200 200 200 200 200 200 403",
    "/api/v1/inspections/{inspection_id}/diary": "401 403 200 200 200 200 200 403",
    "/api/v1/inspections/{inspection_id}/checklist": "401 404 200 200 200 200 200 403",
    "/api/v1/enterprises/{enterprise_id}/visits": "401 200 200 200 200 200 200 403",
    "/api/v1/reform-plans":                  "401 200 200 200 200 200 200 403",
}  # fmt: skip
_CONDUCT, _CONCLUDE = "401 403 403 422 422 403 422 403", "401 403 403 422 403 403 422 403"
_OF_ONE = "/inspections/{inspection_id}"
WRITES = {
    "POST /inspections/check": _CONDUCT,
    "POST /inspections": _CONCLUDE,
    "POST /reform-plans": _CONCLUDE,
    f"POST {_OF_ONE}/steps": _CONDUCT,
    f"POST {_OF_ONE}/steps/{{entry}}/corrections": _CONDUCT,
    f"POST {_OF_ONE}/members": _CONDUCT,
    f"POST {_OF_ONE}/diary": _CONDUCT,
    f"POST {_OF_ONE}/diary/{{entry}}/corrections": _CONDUCT,
    f"POST {_OF_ONE}/diary/confirmations": _CONDUCT,
    f"POST {_OF_ONE}/faults": _CONDUCT,
    f"POST {_OF_ONE}/faults/{{number}}/entries": _CONDUCT,
    f"POST {_OF_ONE}/conclusion": _CONCLUDE,
    f"POST {_OF_ONE}/publication": _CONCLUDE,
    f"PUT {_OF_ONE}/checklist": _CONDUCT,
    f"POST {_OF_ONE}/checklist/faults": _CONDUCT,
}
