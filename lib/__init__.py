"""Everything behind the screens, in layers: model; intake, store, analysis, i18n; charts; report; services; ui."""
