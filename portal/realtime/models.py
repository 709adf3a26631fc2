"""That things changed: ids and times, never what changed."""

from django.db import models


class Change(models.Model):
    """One kept change of one thing of a topic. Rows are only added, then folded together when they are old.

    The version of a thing is the sum of the weights of its rows. A row comes with the transaction that made
    the change, so the sum grows by each change that others can see, and by nothing else: no counter is
    locked, and none is lost when a process dies between the commit and the notice.
    """

    group = models.CharField(max_length=100)
    weight = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["group", "id"], name="realtime_change_group")]

    def __str__(self) -> str:
        return self.group
