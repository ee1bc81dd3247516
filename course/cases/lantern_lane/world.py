"""What is the same in every variant of Lantern Lane: stores, codes, calendar and sizes of effects."""

from __future__ import annotations

import numpy as np
import pandas as pd

AS_OF = "2025-12-31 23:59"
WINDOW = ("2024-01-01", "2025-12-31")
YEARS = (2024, 2025)
MONTHS = np.array([f"{year}-{month:02d}" for year in YEARS for month in range(1, 13)])
STORE_FIELDS = ("store_id", "name", "store_type", "open_date", "pilot_2025")

# Level: complaints per 10,000 visits; ticket: HKD a receipt. Only STORE_FIELDS are released.
STORES = pd.DataFrame(
    [
        ("S01", "Causeway Bay", "flagship", "2019-03-01", "N", 42000, 5.8, 0.235, 330),
        ("S02", "Mong Kok", "street", "2018-05-01", "Y", 30000, 9.0, 0.215, 240),
        ("S03", "Tsim Sha Tsui", "tourist", "2018-09-01", "N", 34000, 6.0, 0.205, 360),
        ("S04", "Sha Tin", "mall", "2019-08-01", "N", 22000, 7.2, 0.225, 270),
        ("S05", "Kwun Tong", "mall", "2020-01-01", "Y", 16000, 11.0, 0.230, 255),
        ("S06", "Tsuen Wan", "mall", "2019-11-01", "N", 18000, 8.0, 0.225, 250),
        ("S07", "Yuen Long", "mall", "2021-04-01", "N", 12000, 10.5, 0.240, 235),
        ("S08", "Tseung Kwan O", "mall", "2021-09-01", "Y", 11000, 10.5, 0.245, 245),
        ("S09", "Sheung Shui", "tourist", "2022-02-01", "N", 15000, 7.5, 0.210, 310),
        ("S10", "Central", "street", "2018-02-01", "N", 14000, 6.9, 0.220, 345),
        ("S11", "Tuen Mun", "mall", "2022-06-01", "Y", 9000, 18.0, 0.235, 230),
        ("S12", "Tung Chung", "mall", "2024-06-01", "N", 8000, 8.5, 0.230, 250),
    ],
    columns=[*STORE_FIELDS, "visits_base", "complaint_level", "conversion", "ticket"],
)
STORE_IDS = STORES["store_id"].to_numpy(dtype=str)
NEW_STORE = "S12"
PILOTS = ("S02", "S05", "S08", "S11")
CONTROLS = ("S01", "S03", "S04", "S06", "S09", "S10")  # without S07 (recording changed) and S12 (new)
STORE_SHARE = (STORES["visits_base"] / STORES["visits_base"].sum()).to_numpy()

# Lunar New Year moves from February 2024 to January 2025, so these four months have their own factors.
SEASON = np.array([1.10, 1.00, 0.92, 0.95, 1.00, 0.95, 1.02, 1.00, 0.93, 1.00, 0.98, 1.15])
SEASON_BY_MONTH = dict(zip(MONTHS.tolist(), np.tile(SEASON, 2).tolist(), strict=True)) | {
    "2024-01": 1.10,
    "2024-02": 1.04,
    "2025-01": 1.24,
    "2025-02": 0.91,
}
HOLIDAY_MONTHS = ("2024-02", "2025-01")  # three closed days

PILOT_START, MISRECORDING_START = "2025-01", "2025-07"
FAULTY_UPTIME = (58.0, 71.0)
SOUND_UPTIME = 90.0

CATEGORIES = np.array(
    ["queue", "staff_attitude", "product_fault", "refund_return", "delivery", "price_display", "privacy", "other"]
)
CATEGORY_SHARE = np.array([0.20, 0.16, 0.22, 0.15, 0.11, 0.08, 0.02, 0.06])
DELIVERY = 4  # its place in CATEGORIES
TYPES = np.array(["complaint", "compliment", "suggestion", "enquiry"])
COMPLAINT, ENQUIRY = 0, 3
OTHER_RATES = np.array([3.2, 2.0, 3.5])  # compliments, suggestions, enquiries per 10,000 visits
CHANNELS = np.array(["store", "phone", "web", "app", "email", "social"])
CHANNEL_SHARE = np.array([0.34, 0.20, 0.16, 0.14, 0.10, 0.06])
STAMPS = ("acknowledged_at", "first_reply_at", "closed_at")
MONEY = ("turnover_hkd", "cogs_hkd", "goodwill_refunds_hkd", "service_cost_hkd")

DIMENSIONS = ("tan", "rel", "res", "ass", "emp")
DIMENSION_NAMES = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")
NO_ANSWER = 99
KNOWLEDGE = {"k_return": 0.46, "k_price": 0.72, "k_reply": 0.58, "k_privacy": 0.66}

ATTRIBUTES = (
    "greeting",
    "product_knowledge",
    "queue_speed",
    "checkout_accuracy",
    "delivery",
    "returns_ease",
    "store_tidiness",
    "gift_wrap",
)
COMPANIES = ("Lantern Lane", "Casa Nimbus", "Bamboo & Brick", "Homely Dock")
MEMBERS = 9000


def days_in(month: np.ndarray) -> np.ndarray:
    """Count the calendar days of months given as YYYY-MM."""
    start = month.astype("datetime64[M]")
    length: np.ndarray = ((start + 1).astype("datetime64[D]") - start.astype("datetime64[D]")).astype(int)
    return length
