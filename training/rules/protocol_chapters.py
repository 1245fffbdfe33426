"""The chapters of the Nodal Protocols by number, as topics to choose from."""

from typing import Final

CHAPTERS: Final = {
    "1": "Overview",
    "2": "Definitions",
    "3": "Management activities",
    "4": "Day-ahead operations",
    "5": "Reliability unit commitment",
    "6": "Real-time operations",
    "7": "Congestion revenue rights",
    "8": "Performance monitoring",
    "9": "Settlement and billing",
    "10": "Metering",
    "11": "Data acquisition and aggregation",
    "12": "Market Information System",
    "13": "Losses",
    "14": "Renewable energy credits",
    "15": "Customer registration",
    "16": "Registration and qualification",
    "17": "Market monitoring",
    "18": "Load profiling",
    "19": "Texas SET",
    "20": "Dispute resolution",
    "21": "Revision requests",
    "22": "Attachments",
    "23": "Forms",
    "24": "Retail point to point communications",
    "25": "Market suspension and restart",
}


def chapter_name(number: str) -> str:
    """ "16 Registration and qualification"; the number alone where the chapter is not known."""
    return f"{number} {CHAPTERS.get(number, '')}".strip()
