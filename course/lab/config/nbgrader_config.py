"""Where a trainee's Assignment List looks: the exchange that the centre names with COURSE_EXCHANGE."""

import os

c = get_config()  # noqa: F821  (traitlets puts it there)

c.CourseDirectory.course_id = os.environ.get("COURSE_ID", "hk-service-course")
if exchange := os.environ.get("COURSE_EXCHANGE"):
    c.Exchange.root = exchange
