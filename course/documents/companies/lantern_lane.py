"""Lantern Lane Living Ltd (fictional): the options that its documents offer."""

from __future__ import annotations

import re

from course.documents.blocks.findings import Known
from course.documents.blocks.scope import ALL
from course.documents.fields import Choice

NAME = "Lantern Lane Living Ltd"

OBJECTIVES = (
    Choice("O1", "O1 Grow like-for-like gross profit by 3% a year"),
    Choice("O2", "O2 Earn repeat custom: more customers won than lost, organic joiners counted alone"),
    Choice("O3", "O3 Be known for expert, honest advice"),
    Choice("O4", "O4 Protect the data of our customers"),
)
_STORE_NAMES = (
    "Causeway Bay", "Mong Kok", "Tsim Sha Tsui", "Sha Tin", "Kwun Tong", "Tsuen Wan", "Yuen Long", "Tseung Kwan O",
    "Sheung Shui", "Central", "Tuen Mun", "Tung Chung",
)  # fmt: skip
STORES = tuple(Choice(f"S{n:02d}", f"S{n:02d} {name}", (f"S{n}", name)) for n, name in enumerate(_STORE_NAMES, 1))
_ALL_STORES = Choice(
    ALL, "All twelve stores",
    ("all stores", "all 12 stores", "全部", "全部分店", "所有分店", "全線分店", "十二間分店", "全部十二間分店"),
)  # fmt: skip
_CHANNELS = (
    Choice("store", "In store", ("shop", "門市", "店內", "门市")),
    Choice("phone", "Phone", ("telephone", "電話", "电话")),
    Choice("web", "Web shop", ("website", "online", "網店", "網上", "网店")),
    Choice("app", "App", ("手機程式", "應用程式", "应用程序")),
    Choice("email", "E-mail", ("電郵", "电邮")),
    Choice("social", "Social media", ("社交媒體", "社交平台", "社交媒体")),
)
_SERVICES = (
    Choice("advice", "Advice on the sales floor", ("sales advice", "顧客諮詢", "銷售建議", "咨询")),
    Choice("checkout", "Checkout", ("cashier", "收銀", "結帳", "收银")),
    Choice("refunds", "Returns and refunds", ("returns", "refunds", "退換", "退貨及退款", "退款", "退换")),
    Choice("delivery", "Home delivery", ("deliveries", "送貨", "送貨服務", "送货", "送货服务")),
    Choice("web_shop", "Web shop orders", ("web orders", "網上訂單", "网上订单")),
    Choice("complaints", "Complaints and enquiries", ("complaint handling", "投訴及查詢", "投訴處理", "投诉处理")),
)
_CUSTOMERS = (
    Choice("members", "Members", ("member", "會員", "会员")),
    Choice(
        "non_members", "Non-members",
        ("non-member", "nonmembers", "non members", "customers who are not members", "非會員", "非会员", "非會員顧客"),
    ),
    Choice(
        "left_empty_handed", "People who left without buying",
        ("leavers", "未有購物的顧客", "沒有購物的顧客", "空手離開"),
    ),
    Choice("delivery_customers", "Delivery customers", ("送貨顧客", "送货顾客")),
    Choice("web_customers", "Web customers", ("網購顧客", "网购顾客")),
)  # fmt: skip
# What tasks A3 to A6 work out; a finding of the review report names one of these.
FIGURES = (
    Known("lfl_turnover_growth", "Like-for-like turnover growth", "growth"),
    Known("gp_after_goodwill_growth_lfl", "Like-for-like growth of gross profit after goodwill", "growth"),
    Known("visits_2025_valid", "Valid visits", "count"),
    Known("conversion_2025", "Conversion", "share"),
    Known("complaint_rate_2025", "Complaint rate", "rate"),
    Known("fcr_2025", "First-contact resolution", "share"),
    Known("on_time_72_due", "Answered within 72 hours", "share"),
    Known("new_2025", "New customers", "count"),
    Known("lost_2025", "Lost customers", "count"),
    Known("new_to_lost_2025", "New to lost, all customers", "ratio"),
    Known("new_to_lost_organic_2025", "New to lost, organic joiners", "ratio"),
    Known("janfeb_growth", "Like-for-like growth, January and February together", "growth"),
    Known("delivery_ubar", "Delivery complaint rate, January 2024 to August 2025", "rate"),
    Known("delivery_ratio", "Delivery complaint rate of the signal months, times the rate before", "ratio"),
    Known("gap_tan", "Gap of tangibles", "gap"),
    Known("gap_rel", "Gap of reliability", "gap"),
    Known("gap_res", "Gap of responsiveness", "gap"),
    Known("wgap_tan", "Weighted gap of tangibles", "gap"),
    Known("wgap_rel", "Weighted gap of reliability", "gap"),
    Known("wgap_res", "Weighted gap of responsiveness", "gap"),
    Known("understanding_index", "Understanding index", "share"),
    Known("on_time_at_customer_adequate", "Answered within the time that customers find adequate", "share"),
    Known("stricter_share_reply", "Customers whose adequate time is under 72 hours", "share"),
    Known("pilot_did_ratio", "Change of complaints at the pilot stores against the controls", "change"),
    Known("naive_change", "Change at the pilot stores against October to December 2024", "change"),
    Known("s03_turnover_growth", "Turnover growth of Tsim Sha Tsui", "growth"),
    Known("s03_gp_growth", "Growth of gross profit after goodwill of Tsim Sha Tsui", "growth"),
)
# The invented telephone numbers of the log begin with 0, which no subscriber's does; members are M00001 to M09000.
PERSONAL = {
    "a phone number": re.compile(r"(?<!\d)(?<!\d[.,])0\d{3}[ -]?\d{4}(?!\d)"),
    "a member number": re.compile(r"(?<![A-Z0-9])M0\d{4}(?!\d)", re.IGNORECASE),
}
CHOICES = {
    "figures": tuple(Choice(one.key, one.text, kind=one.kind) for one in FIGURES),
    "objectives": OBJECTIVES,
    "stores": (_ALL_STORES, *STORES),
    "channels": _CHANNELS,
    "services": _SERVICES,
    "customers": _CUSTOMERS,
    "scope_items": (*STORES, *_CHANNELS, *_SERVICES, *_CUSTOMERS),
}
