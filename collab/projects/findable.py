"""What is found of projects: the summary, and what the plan says."""

from sqlalchemy.orm import joinedload

from collab import db
from collab.projects.models import PlanText, Project
from collab.search.findable import THINGS_THEMSELVES, Findable, Said, both

FINDABLES = (
    Findable(
        kind="project",
        watched=("title", "promise"),
        says=lambda project: Said(both(project.title), both(project.promise)),
        within=lambda programme_id: Project.programme_id == programme_id,
        at=THINGS_THEMSELVES,
        shown={"said": Project.promise},
    ),
    Findable(
        kind="plan_text",
        watched=("source",),
        says=lambda text: Said(text=(text.source,), of=both(text.project.title)),
        within=lambda programme_id: db.refers(
            PlanText.project_id, Project, Project.programme_id == programme_id
        ),
        at=PlanText.edited_at,
        follows=((Project, ("title",), lambda number: PlanText.project_id == number),),
        needs=(joinedload(PlanText.project, innerjoin=True),),
        shown={"text": PlanText.source, "of": Project.title, "day": PlanText.edited_at},
        is_headed_by_project=True,
    ),
)
