"""REST v1; its description is at /api/v1/openapi.json."""
