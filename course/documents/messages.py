"""The sentences of the rules, by COMMON rule id: what is wrong, and the next step. `{...}` is filled by the rule."""

from __future__ import annotations

from typing import Any

from course.documents.result import Finding, RuleState, Spot

MESSAGES: dict[str, tuple[str, str]] = {
    "filled": ("{field} is empty or says it is still to come.", "Write it in."),
    "filled.kind": ("{field} cannot be read: {found} is not {kind}.", "Enter {kind}."),
    "text.enough": ("{field} is too short to be understood by someone else.", "Write it out in a few more words."),
    "text.own_words": ("{a} and {b} say nearly the same.", "Make each fit its own row."),
    "text.no_personal_data": ("{field} seems to hold personal data ({kind}).", "Take it out."),
    "meta.approver_differs": ("The person who approves must not be the author.", "Name the post that approves."),
    "meta.period": ("The period must run forward and lie in {first} to {last}.", "Correct the first or the last day."),
    "id.unique": ("The id {id} is used twice.", "Give each row an id of its own."),
    "count.min": ("{n} of at least {least} given.", "Add {more} more."),
    "objectives.cover": ("No objective serves {missing}.", "Tie an objective to {least} or more of the given ones."),
    "scope.complete": ("{item} is neither covered nor excluded with a reason.", "Cover it, or exclude it and say why."),
    "scope.named": ("{item} is not named.", "Add it to the scope: without it the plan looks at part of the service."),
    "methods.triangulate": (
        "Use at least three kinds of evidence, one of them from customers.",
        "Kinds now: {n} ({kinds}). Add a survey or mystery visits, or another kind of record.",
    ),
    "methods.sample": (
        "{n} answers give about ±{e} points for {groups} group(s).",
        "Ask more or report fewer groups: {need} answers are needed for ±5 points in each.",
    ),
    "methods.sample.unread": ("The survey's sample size or number of groups is not given.", "Enter both as numbers."),
    "methods.bias": (
        "Nothing is said about who will be missed or favoured.",
        "Write what keeps the sample fair, for example how people are invited and who checks it.",
    ),
    "indicators.denominator": ("{name} has no denominator. Per what?", 'Name it; "n/a" is only for an amount.'),
    "indicators.target": (
        "The target {target} is not better than the baseline {baseline} for an indicator that should go {direction}.",
        "Correct the target or the direction.",
    ),
    "indicators.alert": (
        "The alert {alert} is on the good side of the target, so it can never warn you.",
        "Set it on the bad side of the target {target}.",
    ),
    "indicators.guardrail": ("What would show that {name} is being gamed?", "Name another indicator."),
    "indicators.min_n": (
        "Below 20 answers a share is shown with its interval and not ranked.",
        "Set the least number to 20 or more.",
    ),
    "baseline.own": (
        "The baseline {value} is not the figure that your own data give for {indicator}.",
        "Compare with your indicator table.",
    ),
    "baseline.own.unknown": (
        "Your own figures are compared when the plan is marked, not here.",
        "Compare the baselines with your indicator table.",
    ),
    "plan.p2_categories": ("No indicator belongs to {missing}.", "Add one for each."),
    "plan.target_dates": ("The target date {by} lies outside the period.", "Choose a day from {first} to {last}."),
    "steps.one_owner": ("This step has {n} owners. One person answers for a step.", "Name one post."),
    "steps.dates": ("This step ends before it starts, or lies outside the period.", "Correct its dates."),
    "steps.order": ("This step starts before {other} is done.", "Move one of the two, or take the link away."),
    "steps.no_circle": ("These steps wait for each other: {ids}.", "Take one of the links away."),
    "ref.exists": ("{id} is not defined in {block}.", "Use an id that is there, or add the row."),
    "verify.other": ("The owner cannot verify his or her own work.", "Name another post."),
    "privacy.cover": ("Nothing is said about {missing}.", "Write a measure for each."),
    "limitations.real": (
        "What can your data not see? People who did not complain or answer, for one.",
        "Name a limit on what is not reported or not answered, and what you do about it.",
    ),
    "limitations.none": (
        "This names no limit.",
        "Every source is blind somewhere: say where, and what you do about it.",
    ),
    "budget.line": ("{item}: {qty} × {unit_cost} is not {amount}.", "Correct one of the three."),
    "budget.total": ("The lines add to {sum}; the total says {total}; the cap is {cap}.", "Correct the total."),
    "budget.cap": ("The total {total} is above the cap of {cap}.", "Take something out."),
    "budget.contingency": ("The contingency of {found} is outside 5 % to 15 %.", "Enter a share from 0.05 to 0.15."),
    "owner.one": ("{n} posts are named. One of them answers for it.", "Name one post."),
    "owner.role": ("{owner} is not a post that can be asked.", "Name one post, such as service supervisor."),
    "aspects.cover": ("Nothing is said about {missing}.", "Judge each of the seven aspects, with its evidence."),
    "report.finding": ("{field} is empty.", "Write it in."),
    "report.denominator": ("A share or a rate has a denominator. Out of what?", 'Name it; "n/a" is only for a count.'),
    "report.tagged": (
        "{n} of the findings' figures name an indicator of your table; {least} different ones are asked.",
        "Choose the indicator beside the figure where the figure comes from your table.",
    ),
    "report.kind": (
        "The figure {value} cannot be right for {indicator}, which is {kind}.",
        "Correct the figure, or type it with its % sign.",
    ),
    "report.own": (
        "The figure {value} is not what your own data give for {indicator}.",
        "Compare with your indicator table.",
    ),
    "report.own.unknown": (
        "Your own figures are compared when the report is marked, not here.",
        "Compare the figures with your indicator table.",
    ),
    "report.certainty": ("Nothing is said about how certain this is.", "Give a range, or what else could explain it."),
    "report.stop": ("Nothing is said about when to stop.", "Name a figure and a day at which it is given up."),
    "report.recommendation": ("{field} is empty.", "Write it in."),
    "report.date": ("The date lies outside {first} to {last}.", "Choose a day of that year."),
    "report.whole": (
        "Some parts of the report are still empty.",
        "It is looked at as a whole once each part has a text.",
    ),
    "text.length": (
        "The report uses {share} of its length ({words} English words, {signs} Chinese characters).",
        "Shorten it to {most_words} words or {most_signs} Chinese characters; of a mixture, to the same share of both.",
    ),
    "range.order": ("{low} is not below {high}.", "Enter the smaller number first."),
    "range": ("{field} must be between {low} and {high}.", "Correct the number."),
}


def holds(spot: Spot) -> Finding:
    """Give a finding that is right."""
    return Finding(RuleState.RIGHT, spot.path, spot.words, "")


def not_yet(rule: str, spot: Spot, **values: Any) -> Finding:
    """Give a finding that something there is to be mended, in the rule's words."""
    return _finding(RuleState.NOT_YET, rule, spot, values)


def missing(rule: str, spot: Spot, **values: Any) -> Finding:
    """Give a finding that something is not there yet, in the rule's words."""
    return _finding(RuleState.MISSING, rule, spot, values)


def _finding(state: RuleState, rule: str, spot: Spot, values: dict[str, Any]) -> Finding:
    message, next_step = (text.format(**values) for text in MESSAGES[rule])
    return Finding(state, spot.path, spot.words, message, next_step)


def figure(number: float) -> str:
    """Write a number as a page would: thousands with commas, no needless decimals."""
    if not abs(number) < 1e15:
        return f"{number:.3g}"
    return f"{int(number):,}" if number == int(number) else f"{number:,.4f}".rstrip("0").rstrip(".")
