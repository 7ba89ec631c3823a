"""What the OpenAPI description says of every operation: the problems that it may answer with, and its validators."""

from __future__ import annotations

PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string", "description": "In English, for programs."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence in Korean, for people."},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {
                    "parameter": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
        "reason": {"type": "string", "description": "Why a program was taken off the site."},
        "withdrawn_at": {"type": "string", "format": "date-time"},
        "last_page": {"type": "integer"},
    },
}
_VALIDATORS = {
    "ETag": {"schema": {"type": "string"}},
    "Last-Modified": {"schema": {"type": "string"}},
}
_ALWAYS = {
    "400": "An unknown or malformed parameter, named in errors.",
    "406": "Only JSON is on offer.",
}


def describe(result: dict, generator, request, public: bool) -> dict:
    """Postprocessing hook of drf-spectacular."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        for operation in operations.values():
            _complete(path, operation.get("parameters", []), operation["responses"])
    return result


def _complete(path: str, parameters: list[dict], responses: dict) -> None:
    responses["200"]["headers"] = _VALIDATORS
    responses["304"] = {"description": "You have it already (If-None-Match, If-Modified-Since)."}
    problems = dict(_ALWAYS)
    if "{" in path or any(parameter["name"] == "page" for parameter in parameters):
        problems["404"] = "No such thing, or no such page."
    if path.endswith("programs/{slug}/"):
        responses["301"] = {"description": "The address has changed; see Location."}
        problems["410"] = "The program was taken off the site, and why."
    for status, description in problems.items():
        content = {"schema": {"$ref": "#/components/schemas/Problem"}}
        responses[status] = {
            "description": description,
            "content": {"application/problem+json": content},
        }
