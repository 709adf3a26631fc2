from django.db import migrations

from portal.search.operations import CreateFullTextTable


class Migration(migrations.Migration):

    dependencies = [
        ("localoffer", "0003_editor_check"),
    ]

    operations = [
        CreateFullTextTable("localoffer_words"),
    ]
