"""What every room stands on: accounts, permissions, audit, events, files, jobs, importing, base templates.

Django, but no business domain. A foundation package may use another one and the two ground stones
(`haidang.domain.vietnamese`, `haidang.domain.worktime`); it never imports an app.
"""
