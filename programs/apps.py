from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = "정책"
    default_auto_field = "django.db.models.BigAutoField"
