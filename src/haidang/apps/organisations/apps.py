from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "haidang.apps.organisations"
    label = "organisations"

    def ready(self) -> None:
        from haidang.apps.organisations import imports
        from haidang.apps.organisations.selectors import list_units
        from haidang.foundation.accounts.units import offer_units
        from haidang.foundation.importing.importer import register

        for importer in imports.IMPORTERS:
            register(importer)
        offer_units(lambda on: [(unit.code, unit.name) for unit in list_units(on=on)])
