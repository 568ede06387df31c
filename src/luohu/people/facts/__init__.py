"""The catalogue of facts: everything that may be known of an applicant, said once."""

from luohu.people.facts.catalogue import LISTS, LOCATED, catalogue, document_path, scalars
from luohu.people.facts.choices import (
    FIVE_KINDS,
    Award,
    Certificate,
    Commendation,
    Degree,
    Diploma,
    Grade,
    Honour,
    InnovationPost,
    Insurance,
    Job,
    Patent,
    Penalty,
    Post,
    Sex,
    Shortage,
    Talent,
    Tenure,
)
from luohu.people.facts.fact import NOBODY, Fact, Group, ListFact
from luohu.people.facts.person import PERSON
from luohu.people.facts.places import (
    DISTRICT_NAMES,
    City,
    District,
    city_of,
    home_city,
    in_city,
    lies_in,
)

__all__ = [
    "DISTRICT_NAMES", "FIVE_KINDS", "LISTS", "LOCATED", "NOBODY", "PERSON", "Award", "Certificate",
    "City", "Commendation", "Degree", "Diploma", "District", "Fact", "Grade", "Group", "Honour",
    "InnovationPost", "Insurance", "Job", "ListFact", "Patent", "Penalty", "Post", "Sex",
    "Shortage", "Talent", "Tenure", "catalogue", "city_of", "document_path", "home_city",
    "in_city", "lies_in", "scalars",
]  # fmt: skip
