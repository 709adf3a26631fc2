from django.forms.renderers import TemplatesSetting


class LookFormRenderer(TemplatesSetting):
    """Renders every form of the site from templates/forms/."""
