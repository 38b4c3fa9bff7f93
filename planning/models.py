"""Gathers the rooms' models for Django; other code imports the room."""

from planning.documents.issued import IssuedDocument
from planning.jobs.jobs import PrintJob
from planning.official.models import FormCell, FormCheck, FormColumn, FormFigure, FormRow, OfficialForm
from planning.people.users import Post, User
from planning.places.agencies import Agency
from planning.places.units import GroupMembership, Reorganisation, Succession, Unit, UnitGroup
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation, PlanEvent, Section
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.plans.tasks import Task, TaskGroup
from planning.sheets.uploads import AppliedSheet, SheetUpload
from planning.tracking.attachments import Attachment
from planning.tracking.progress import TaskProgress
from planning.tracking.recommendations.model import Recommendation
from planning.tracking.submissions import Deadline, Extension, Submission
from planning.tracking.subscribing import CalendarKey

__all__ = [
    "Agency",
    "AppliedSheet",
    "Attachment",
    "CalendarKey",
    "Citation",
    "Deadline",
    "Extension",
    "FormCell",
    "FormCheck",
    "FormColumn",
    "FormFigure",
    "FormRow",
    "GroupMembership",
    "IssuedDocument",
    "LegalDocument",
    "OfficialForm",
    "Plan",
    "PlanEvent",
    "Post",
    "PrintJob",
    "Programme",
    "Recommendation",
    "Reorganisation",
    "ReportingPeriod",
    "Section",
    "SheetUpload",
    "Submission",
    "Succession",
    "Task",
    "TaskGroup",
    "TaskProgress",
    "Unit",
    "UnitGroup",
    "User",
]
