"""Calls of the API that may be repeated: the same `Idempotency-Key` changes something once and is answered alike.

@api.post("/submissions", response={201: SubmissionOut}, auth=Requires(Permission.…))
@idempotent
def submit(request, content: SubmissionIn): ...
"""
