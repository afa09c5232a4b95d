"""Everything behind the screens, in layers: model, then intake, store, analysis and i18n, then charts, report, services, ui."""
