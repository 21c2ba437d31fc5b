"""What is raised to refuse a request: a status, and every problem with its code, cause and action."""

from models.problems import Problem


class RefusedError(Exception):
    """A request that is not done; problem_documents.py answers it."""

    def __init__(self, status: int, *problems: Problem, **headers: str) -> None:
        self.status = status
        self.problems = problems
        self.headers = headers
        super().__init__("\n".join(str(problem) for problem in problems))
