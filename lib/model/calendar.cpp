// Units of the civil calendar that retention counts in.
#include "model/evaluate.hpp"

namespace almirah::model {

namespace {

using namespace std::chrono;

Date last_day_of(year y, month m) {
    return Date{y / m / last};
}

/// The last day of a year of twelve months that begins with `start_month`.
Date year_end(Date date, unsigned start_month) {
    const unsigned last_month = start_month == 1 ? 12 : start_month - 1;
    const bool this_year = static_cast<unsigned>(date.month()) <= last_month;
    return last_day_of(this_year ? date.year() : date.year() + years{1}, month{last_month});
}

} // namespace

Date cut_off(Date date, Cutoff unit, int financial_year_start_month) {
    switch (unit) {
    case Cutoff::none:
        return date;
    case Cutoff::month:
        return last_day_of(date.year(), date.month());
    case Cutoff::quarter: {
        const unsigned quarter = (static_cast<unsigned>(date.month()) - 1) / 3;
        return last_day_of(date.year(), month{quarter * 3 + 3});
    }
    case Cutoff::calendar_year:
        return year_end(date, 1);
    case Cutoff::financial_year:
        return year_end(date, static_cast<unsigned>(financial_year_start_month));
    }
    return date;
}

Date into_window(Date date, int window_month) {
    const month wanted{static_cast<unsigned>(window_month)};
    if (date.month() == wanted) return date;
    const year y = date.month() < wanted ? date.year() : date.year() + years{1};
    return y > year{9999} ? date : Date{y / wanted / 1}; // no date has a text after 9999
}

} // namespace almirah::model
