"""How forms become HTML."""

from django.forms.renderers import TemplatesSetting


class LookFormRenderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` from templates/forms/.

    A widget drawn on its own (`{{ field }}`) stays Django's, because Wagtail's admin draws its own way.
    """

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
