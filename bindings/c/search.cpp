#include "wall.hpp"

using namespace almirah::c;

struct almirah_hits {
    std::vector<almirah::SearchHit> hits;
    std::size_t next = 0;

    const almirah::SearchHit* at() const { return next == 0 ? nullptr : &hits[next - 1]; }
};

almirah_code almirah_search(almirah_hits** out, const almirah_store* store, const char* words, size_t limit,
                            almirah_error* error) {
    return wall(error, [&] {
        auto made = std::make_unique<almirah_hits>();
        made->hits =
            need(store, "store")->value.records().search(need(words, "words"), limit == 0 ? 50 : limit);
        *need(out, "out") = made.release();
    });
}

int almirah_hits_next(almirah_hits* hits) {
    if (hits == nullptr || hits->next >= hits->hits.size()) return 0;
    ++hits->next;
    return 1;
}

const char* almirah_hits_kind(const almirah_hits* hits) {
    return hits->at() ? hits->at()->kind.c_str() : "";
}
const char* almirah_hits_id(const almirah_hits* hits) {
    return hits->at() ? hits->at()->id.c_str() : "";
}
const char* almirah_hits_title(const almirah_hits* hits) {
    return hits->at() ? hits->at()->title.c_str() : "";
}
void almirah_hits_free(almirah_hits* hits) {
    delete hits;
}
