from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "haidang.apps.reporting"
    label = "reporting"

    def ready(self) -> None:
        from haidang.apps.observations.services import FIGURES_REVISED, register_measures
        from haidang.apps.reporting import imports
        from haidang.apps.reporting.measures import measure_rounds
        from haidang.apps.reporting.panels import panel_of_figure, way_of_figure
        from haidang.apps.reporting.services import notice_deviations
        from haidang.apps.reporting.sources import resolve_submission, resolve_submissions
        from haidang.apps.reporting.tasks import remind
        from haidang.foundation.events.services import subscribe
        from haidang.foundation.files.sources import register_source
        from haidang.foundation.importing.importer import register
        from haidang.foundation.jobs.periodic import repeat
        from haidang.foundation.web.panels import add_panel

        for importer in imports.IMPORTERS:
            register(importer)
        register_measures("reporting", measure_rounds)
        register_source("urn:haidang:submission:", resolve_submission, many=resolve_submissions)
        subscribe(FIGURES_REVISED, notice_deviations)
        repeat(remind, seconds=600)
        add_panel("observations.figure", 10, panel_of_figure)
        add_panel("observations.figure.way", 10, way_of_figure)
