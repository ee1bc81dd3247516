"""Lantern Lane Living Ltd (fictional): the options that its documents offer."""

from __future__ import annotations

from course.documents.blocks.scope import ALL
from course.documents.fields import Choice

NAME = "Lantern Lane Living Ltd"

OBJECTIVES = (
    Choice("O1", "O1 Like-for-like gross profit, 3% a year"),
    Choice("O2", "O2 Repeat custom: more customers won than lost, organic"),
    Choice("O3", "O3 Known for expert, honest advice"),
    Choice("O4", "O4 Customer data protected"),
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
CHOICES = {
    "objectives": OBJECTIVES,
    "stores": (_ALL_STORES, *STORES),
    "channels": _CHANNELS,
    "services": _SERVICES,
    "customers": _CUSTOMERS,
    "scope_items": (*STORES, *_CHANNELS, *_SERVICES, *_CUSTOMERS),
}
