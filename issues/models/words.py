"""What is said of an issue, as words to search by. Triggers of the database keep these rows; nobody edits them.

Two tables, like comments and notes: what both sides read, and all of it for the staff.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from issues.querysets.words import IssueWordsQuerySet, StaffWordsQuerySet


class IssueWords(models.Model):
    """The words of title, resolution and comments: what the participant reads too."""

    issue = models.OneToOneField("issues.Issue", models.CASCADE, primary_key=True, related_name="words")
    said = SearchVectorField()

    objects = IssueWordsQuerySet.as_manager()

    class Meta:
        verbose_name = "words of an issue"
        verbose_name_plural = "words of issues"
        indexes = [GinIndex(fields=["said"], name="issue_words_said")]

    def __str__(self) -> str:
        return f"Words of issue {self.issue_id}"


class DeskWords(models.Model):
    """The words of title, resolution, comments and notes. Participants have no right on this table at all."""

    issue = models.OneToOneField("issues.Issue", models.CASCADE, primary_key=True, related_name="desk_words")
    said = SearchVectorField()
    touched_at = models.DateTimeField(help_text="when something was last said; which words are new is learned by it")

    objects = StaffWordsQuerySet.as_manager()

    class Meta:
        verbose_name = "words of an issue for the desk"
        verbose_name_plural = "words of issues for the desk"
        indexes = [
            GinIndex(fields=["said"], name="desk_words_said"),
            models.Index(fields=["touched_at"], name="desk_words_touched"),
        ]

    def __str__(self) -> str:
        return f"Words of issue {self.issue_id} for the desk"


class SearchWord(models.Model):
    """A word that occurs in some issue: what a mistyped one is compared with. The staff's own."""

    word = models.CharField(max_length=40, primary_key=True)
    learned_at = models.DateTimeField()

    objects = StaffWordsQuerySet.as_manager()

    class Meta:
        verbose_name = "word to search by"
        verbose_name_plural = "words to search by"
        ordering = ["word"]
        indexes = [
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="search_word_alike"),
            models.Index(fields=["-learned_at"], name="search_word_learned"),
        ]

    def __str__(self) -> str:
        return self.word
