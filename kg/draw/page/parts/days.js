// Days, counted from 1970-01-01: how they are told, and the steps of the time slider.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = 86400000; // milliseconds

const dated = (day) => new Date(day * DAY);
function startOf(day, unit) {
  const one = dated(day);
  if (unit === "day") return day;
  return Date.UTC(one.getUTCFullYear(), unit === "year" ? 0 : one.getUTCMonth(), 1) / DAY;
}
function after(day, unit) {
  const one = dated(day);
  if (unit === "day") return day + 1;
  return Date.UTC(one.getUTCFullYear() + (unit === "year"), unit === "year" ? 0 : one.getUTCMonth() + 1, 1) / DAY;
}
function stepOf(day, unit) {
  const one = dated(day);
  if (unit === "year") return `${one.getUTCFullYear()}`;
  const month = `${MONTHS[one.getUTCMonth()]} ${one.getUTCFullYear()}`;
  return unit === "day" ? `${one.getUTCDate()} ${month}` : month;
}
const iso = (day) => (day === null ? "" : dated(day).toISOString().slice(0, 10));

// A day, month or year as a person reads it: 2024-09-01 is 1 Sep 2024.
function spoken(date) {
  const [year, month, day] = date.split("-");
  if (!month) return year;
  return `${day ? `${Number(day)} ` : ""}${MONTHS[Number(month) - 1]} ${year}`;
}

// The steps of the time slider: days, months or years; the few claims far before or after the others share the first or last step.
function timeSteps(counted) {
  const days = counted.filter(([day]) => day !== null).sort((one, other) => one[0] - other[0]);
  if (!days.length) return [];
  const total = days.reduce((sum, [, number]) => sum + number, 0);
  const at = (share) => {
    let left = total * share;
    return (days.find(([, number]) => (left -= number) <= 0) ?? days[days.length - 1])[0];
  };
  const [first, last] = [days[0][0], days[days.length - 1][0]];
  let [low, high] = [first, last];
  if (last - first > 1.5 * (at(0.98) - at(0.02)) + 60) [low, high] = [at(0.02), at(0.98)];
  const unit = high - low <= 75 ? "day" : high - low <= 3660 ? "month" : "year";
  const found = [];
  for (let start = startOf(low, unit); start <= high; start = after(start, unit)) {
    found.push({ from: start, until: after(start, unit), label: stepOf(start, unit) });
  }
  if (first < found[0].from) found.unshift({ from: first, until: found[0].from, label: `before ${found[0].label}` });
  const end = found[found.length - 1];
  if (last >= end.until) found.push({ from: end.until, until: last + 1, label: `after ${end.label}` });
  return found;
}
