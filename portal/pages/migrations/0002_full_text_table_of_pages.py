from django.db import migrations

from portal.search.operations import CreateFullTextTable


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_pages_glossary_messages_and_area")]

    operations = [CreateFullTextTable("pages_words")]
