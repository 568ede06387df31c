import time
import pytest
from luohu.web.declarations.demonstration import declare_many
from luohu.web.verification import laying, reviews
from luohu.web.verification.models import Check, Review, Answer
from luohu.web.verification.demonstration import decide_many
from luohu.web.declarations.models import Declaration
from luohu.web.years.models import Year
from luohu.web.years import services as years
from tests.web.accounts import people
from tests.web.verification import made
pytestmark = pytest.mark.django_db(transaction=True)
N = 4000
def test_it():
    year = made.verifying()
    declare_many(year, N)
    laying.lay_out(year)
    a = people.officer("authority")
    t = time.time()
    years.change_departments(actor=a, year=year, departments={**year.departments, "homes": "land", "tax": "fund"}, why="职能")
    print("pending", time.time() - t, Check.objects.count())
    decide_many(year, noted=False)
    ds = list(Declaration.objects.filter(year=year).values_list("pk", flat=True))
    rs = Review.objects.bulk_create(Review(declaration_id=pk, indicator="residence", words="住所不对", asked=year.results_from) for pk in ds)
    Answer.objects.bulk_create(Answer(review=r, department=d) for r in rs for d in ("employment", "land"))
    year = Year.objects.get(pk=year.pk)
    t = time.time()
    years.change_departments(actor=a, year=year, departments={**year.departments, "homes": "housing"}, why="职能")
    print("reviews", time.time() - t)
    assert Answer.objects.filter(department="housing").count() == N
