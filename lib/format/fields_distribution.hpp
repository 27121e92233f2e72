// The fields of what is distributed; see fields.hpp.
#pragma once

#include "format/archive.hpp"
#include "format/json.hpp"
#include "format/name_tables.hpp"

namespace almirah::format {

template <class A>
void fields(A& a, typename A::template Ref<PointOfUse> v) {
    a.always("kind", v.kind);
    a.always("code", v.code);
    a("language", v.language);
    a("since", v.since);
}

template <class A>
void fields(A& a, typename A::template Ref<DistributionList> v) {
    a.always("document", v.document);
    a.always("points", v.points);
    a("read_within", v.read_within, Period{0, 0, 14});
}

template <class A>
void fields(A& a, typename A::template Ref<CopyStep> v) {
    a.always("state", v.state);
    a.always("at", v.at);
    a.always("by", v.by);
    a("note", v.note);
}

template <class A>
void fields(A& a, typename A::template Ref<Copy> v) {
    a.always("document", v.document);
    a.always("number", v.number);
    a.always("revision", v.revision);
    a.always("to", v.to);
    a.always("code", v.code);
    a.always("steps", v.steps);
}

template <class A>
void fields(A& a, typename A::template Ref<Acknowledgement> v) {
    a.always("document", v.document);
    a.always("revision", v.revision);
    a.always("person", v.person);
    a.always("at", v.at);
    a.always("digest", v.digest);
    a.always("noted_by", v.noted_by);
    a("on", v.on);
    a("note", v.note);
}

} // namespace almirah::format
