#include "cli/output/json_value.hpp"

namespace almirah::cli {

Json route_step_value(const RouteStep& step) {
    Json json{{"role", step.role}, {"person", step.person}, {"quorum", step.quorum}};
    if (!step.name.empty()) json["name"] = step.name;
    if (step.beside) json["beside"] = true;
    for (const auto& [name, only] :
         {std::pair("kinds", &step.only.kinds), std::pair("types", &step.only.types),
          std::pair("series", &step.only.series)})
        if (!only->empty()) json[name] = *only;
    if (step.within_days) json["within_days"] = *step.within_days;
    if (!step.escalate_to.empty()) json["escalate_to"] = step.escalate_to;
    return json;
}

namespace {

Json clearances_value(const std::vector<Clearance>& clearances) {
    Json list = Json::array();
    for (const Clearance& clearance : clearances) {
        Json json{{"event", clearance.event},
                  {"created_before", value(clearance.created_before)},
                  {"except_classes", clearance.except_classes},
                  {"remind_month", value(clearance.remind_month)}};
        put(json, "why", clearance.why);
        list.push_back(std::move(json));
    }
    return list;
}

Json limits_value(const std::vector<ClassLimit>& limits) {
    Json list = Json::array();
    for (const ClassLimit& limit : limits) {
        Json json{{"classes", limit.classes}, {"after_closing", to_string(limit.after_closing)}};
        put(json, "why", limit.why);
        list.push_back(std::move(json));
    }
    return list;
}

Json policy_value(const Policy& policy) {
    Json json{{"financial_year_start_month", policy.financial_year_start_month},
              {"utc_offset_minutes", policy.utc_offset_minutes},
              {"appraisal_after_years", value(policy.appraisal_after_years)},
              {"clearances", clearances_value(policy.clearances)},
              {"class_limits", limits_value(policy.class_limits)},
              {"routes", policy.routes},
              {"approval_valid_days", value(policy.approval_valid_days)},
              {"quiet_days", policy.quiet_days},
              {"place_levels", policy.place_levels},
              {"residual_places", policy.residual_places}};
    if (!policy.sealed_fields.empty()) json["sealed_fields"] = policy.sealed_fields;
    if (!policy.signed_operations.empty()) json["signed_operations"] = policy.signed_operations;
    for (const PaperClass& paper_class : policy.paper_classes)
        json["paper_classes"].push_back({{"class", paper_class.code}, {"series", paper_class.series}});
    return json;
}

} // namespace

std::string json_line(const Fields& fields) {
    Json json = Json::object();
    for (const auto& [name, scalar] : fields)
        std::visit([&json, &key = name](const auto& plain) { json[key] = plain; }, scalar);
    return line_of(json);
}

std::string json_line(const Office& office) {
    Json json{{"id", office.code}};
    put(json, "name", office.name);
    json["policy"] = policy_value(office.policy);
    return line_of(json);
}

std::string json_line(const Policy& policy) {
    return line_of(policy_value(policy));
}

std::string json_line(const Person& person) {
    return line_of({{"id", person.login},
                    {"name", person.name},
                    {"email", person.email},
                    {"roles", person.roles},
                    {"active", person.active}});
}

std::string json_line(const Role& role) {
    Json json{{"id", role.code}};
    put(json, "title", role.title);
    json["permissions"] = role.permissions;
    return line_of(json);
}

std::string json_line(const Route& route) {
    Json json{{"id", route.code}};
    put(json, "title", route.title);
    json["steps"] = values(route.steps, route_step_value);
    json["author_excluded"] = route.author_excluded;
    json["distinct_people"] = route.distinct_people;
    return line_of(json);
}

std::string json_line(const Desk& desk) {
    Json json{{"id", desk.code}};
    put(json, "title", desk.title);
    json["holder"] = desk.holder;
    json["service_limit_days"] = value(desk.service_limit_days);
    return line_of(json);
}

std::string json_line(const Place& place) {
    Json json{{"id", place.code}};
    put(json, "title", place.title);
    json["level"] = place.level;
    json["capacity"] = value(place.capacity);
    return line_of(json);
}

std::string json_line(const Form& form) {
    Json json{{"id", form.code}};
    put(json, "title", form.title);
    put(json, "authority", form.authority);
    json["asks"] = Json::array();
    for (const FormBlank& blank : form.asks) {
        Json asked{{"name", blank.name}, {"kind", blank.kind}, {"fallback", blank.fallback}};
        put(asked, "title", blank.title);
        json["asks"].push_back(std::move(asked));
    }
    json["tables"] = Json::array();
    for (const FormTable& table : form.tables)
        json["tables"].push_back({{"name", table.name}, {"question", table.question}});
    json["layouts"] = Json::array();
    for (const auto& [medium, layout] : form.layouts)
        json["layouts"].push_back(medium);
    json["file_in"] = form.file_in;
    return line_of(json);
}

std::string json_line(const Adoption& adoption) {
    return line_of(
        {{"title", adoption.title}, {"changes", adoption.changes}, {"schedules", adoption.schedules}});
}

} // namespace almirah::cli
