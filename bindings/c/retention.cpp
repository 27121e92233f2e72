#include "wall.hpp"

using namespace almirah::c;

/// A cursor: stands before the first item until it is moved.
struct almirah_due {
    std::vector<almirah::DueLine> lines;
    std::vector<std::string> dates;
    std::size_t next = 0;

    const almirah::DueLine* at() const { return next == 0 ? nullptr : &lines[next - 1]; }
};

struct almirah_evaluation {
    almirah::Evaluation value;
    std::string due_on;
    std::size_t next = 0;

    const almirah::Reason* at() const { return next == 0 ? nullptr : &value.reasons[next - 1]; }
};

almirah_code almirah_schedule_load(int* version, almirah_store* store, const char* csv_path,
                                   const char* profile, const char* id, almirah_error* error) {
    return wall(error, [&] {
        need(version, "version");
        const auto reading =
            almirah::read_schedule(need(csv_path, "csv_path"), text_or_empty(profile), need(id, "id"));
        *version = need(store, "store")->value.retention().load(reading).version;
    });
}

almirah_code almirah_series_add(almirah_store* store, const char* code, const char* title, const char* under,
                                const char* rule, almirah_error* error) {
    return wall(error, [&] {
        almirah::Series series;
        series.code = need(code, "code");
        series.title = text_or_empty(title);
        series.under = text_or_empty(under);
        series.rule = text_or_empty(rule);
        need(store, "store")->value.retention().add_series(series);
    });
}

almirah_code almirah_due_open(almirah_due** out, const almirah_store* store, const char* on,
                              const char* series, almirah_error* error) {
    return wall(error, [&] {
        almirah::DueQuery query;
        query.on = date_or_none(on);
        query.series = text_or_empty(series);
        auto due = std::make_unique<almirah_due>();
        due->lines = need(store, "store")->value.retention().due(query);
        for (const auto& line : due->lines)
            due->dates.push_back(almirah::to_string(*line.evaluation.due_on));
        *need(out, "out") = due.release();
    });
}

int almirah_due_next(almirah_due* due) {
    if (due == nullptr || due->next >= due->lines.size()) return 0;
    ++due->next;
    return 1;
}

const char* almirah_due_id(const almirah_due* due) {
    return due->at() ? due->at()->evaluation.id.c_str() : "";
}
const char* almirah_due_title(const almirah_due* due) {
    return due->at() ? due->at()->title.c_str() : "";
}
const char* almirah_due_series(const almirah_due* due) {
    return due->at() ? due->at()->series.c_str() : "";
}
const char* almirah_due_action(const almirah_due* due) {
    return due->at() ? action_name(due->at()->evaluation.action) : "";
}
const char* almirah_due_date(const almirah_due* due) {
    return due->at() ? due->dates[due->next - 1].c_str() : "";
}
const char* almirah_due_rule(const almirah_due* due) {
    return due->at() ? due->at()->evaluation.rule.c_str() : "";
}
void almirah_due_free(almirah_due* due) {
    delete due;
}

almirah_code almirah_explain(almirah_evaluation** out, const almirah_store* store, const char* id,
                             const char* on, almirah_error* error) {
    return wall(error, [&] {
        auto made = std::make_unique<almirah_evaluation>();
        made->value = need(store, "store")->value.retention().explain(need(id, "id"), date_or_none(on));
        if (made->value.due_on) made->due_on = almirah::to_string(*made->value.due_on);
        *need(out, "out") = made.release();
    });
}

int almirah_evaluation_eligible(const almirah_evaluation* evaluation) {
    return evaluation->value.eligible ? 1 : 0;
}
int almirah_evaluation_held(const almirah_evaluation* evaluation) {
    return evaluation->value.held ? 1 : 0;
}
const char* almirah_evaluation_action(const almirah_evaluation* evaluation) {
    return action_name(evaluation->value.action);
}
const char* almirah_evaluation_due_on(const almirah_evaluation* evaluation) {
    return evaluation->due_on.c_str();
}
const char* almirah_evaluation_rule(const almirah_evaluation* evaluation) {
    return evaluation->value.rule.c_str();
}

int almirah_evaluation_next(almirah_evaluation* evaluation) {
    if (evaluation == nullptr || evaluation->next >= evaluation->value.reasons.size()) return 0;
    ++evaluation->next;
    return 1;
}

const char* almirah_evaluation_reason_code(const almirah_evaluation* evaluation) {
    return evaluation->at() ? evaluation->at()->code.c_str() : "";
}
const char* almirah_evaluation_reason_text(const almirah_evaluation* evaluation) {
    return evaluation->at() ? evaluation->at()->text.c_str() : "";
}
int almirah_evaluation_reason_blocks(const almirah_evaluation* evaluation) {
    return evaluation->at() && evaluation->at()->blocks ? 1 : 0;
}
void almirah_evaluation_free(almirah_evaluation* evaluation) {
    delete evaluation;
}
