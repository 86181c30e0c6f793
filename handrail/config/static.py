"""Static files with content hashes in their names, module imports included."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hashed, brotli-compressed, and `import "./x.js"` rewritten to the hashed name."""

    support_js_module_import_aggregation = True
