#include "wall.hpp"

using namespace almirah::c;

almirah_code almirah_store_create(almirah_store** out, const char* directory, const char* office_code,
                                  const char* office_name, const char* administrator_login,
                                  const almirah_options* options, almirah_error* error) {
    return wall(error, [&] {
        almirah::Founding founding;
        founding.office.code = need(office_code, "office_code");
        founding.office.name = need(office_name, "office_name");
        founding.administrator.login = need(administrator_login, "administrator_login");
        auto store = almirah::Store::create(need(directory, "directory"), founding,
                                            options == nullptr ? almirah::StoreOptions{} : options->value);
        *need(out, "out") = new almirah_store{std::move(store)};
    });
}

almirah_code almirah_store_open(almirah_store** out, const char* directory, const almirah_options* options,
                                almirah_error* error) {
    return wall(error, [&] {
        auto store = almirah::Store::open(need(directory, "directory"),
                                          options == nullptr ? almirah::StoreOptions{} : options->value);
        *need(out, "out") = new almirah_store{std::move(store)};
    });
}

void almirah_store_free(almirah_store* store) {
    delete store;
}

almirah_code almirah_store_act_as(almirah_store* store, const char* login, almirah_error* error) {
    return wall(error, [&] { need(store, "store")->value.act_as(need(login, "login")); });
}

almirah_code almirah_person_add(almirah_store* store, const char* login, const char* name, const char* roles,
                                almirah_error* error) {
    return wall(error, [&] {
        almirah::Person person;
        person.login = need(login, "login");
        person.name = need(name, "name");
        const std::string list = text_or_empty(roles);
        for (std::size_t start = 0; start < list.size();) {
            const std::size_t end = std::min(list.find(',', start), list.size());
            if (end > start) person.roles.insert(list.substr(start, end - start));
            start = end + 1;
        }
        need(store, "store")->value.office().add_person(person);
    });
}

almirah_code almirah_store_verify(almirah_text** out, size_t* errors, const almirah_store* store, int fast,
                                  almirah_error* error) {
    return wall(error, [&] {
        const auto result = need(store, "store")->value.trust().verify(fast != 0);
        std::string lines;
        std::size_t count = 0;
        for (const auto& finding : result.findings) {
            if (finding.severity == almirah::Severity::error) ++count;
            lines += finding.code + "\t" + finding.object + "\t" + finding.message + "\n";
        }
        *need(out, "out") = new almirah_text{lines};
        *need(errors, "errors") = count;
    });
}
