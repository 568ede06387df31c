"""The interface for programs: /api/v1/."""

from ninja import NinjaAPI

interface = NinjaAPI(title="Luohu 落户", version="1", urls_namespace="api")
