#include "store/read_ahead.hpp"

#include "base/fold.hpp"
#include "vault/in_order.hpp"

#include <algorithm>
#include <memory>

namespace almirah {

namespace {

/// Of a record's latest version.
Terms terms_of_record(const vault::Repository& repository, const Record& record) {
    Terms terms;
    if (record.state == RecordState::destroyed || record.versions.empty()) return terms;
    for (const auto& file : record.versions.back().files)
        if (file.size_bytes <= searched_bytes && file.gone.empty())
            terms[file.blob] = terms_of_content(repository, file);
    return terms;
}

ReadFile read_file(const vault::Repository& repository, const vault::PathChange& file, bool with_terms) {
    ReadFile read{{file.path, std::nullopt}, {}, {}, {}};
    try {
        if (file.blob) read.change.bytes = repository.read_blob(*file.blob);
        if (!file.blob || format::kind_of(file.path) != "records") return read;
        read.record = format::decode<Record>(*read.change.bytes, file.path);
        if (with_terms) read.terms = terms_of_record(repository, *read.record);
    } catch (const Error&) {
        read.fault = std::current_exception();
    }
    return read;
}

} // namespace

void put(const ReadFile& file, index::Index::Projection& to) {
    if (file.fault) std::rethrow_exception(file.fault);
    if (file.record)
        to.change(file.change.path, *file.record);
    else
        to.change(file.change);
}

std::string terms_of_content(const vault::Repository& repository, const ContentFile& file) {
    const auto id = vault::ObjectId::parse(file.blob);
    if (!id) return {};
    std::string bytes;
    try {
        repository.read_content(*id, [&](const char* data, std::size_t size) { bytes.append(data, size); });
    } catch (const Error& error) {
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        return {};
    }
    return base::search_terms(bytes);
}

void read_ahead(const ReadAhead& how, const std::vector<vault::PathChange>& files,
                const std::function<void(ReadFile&& file)>& take) {
    using Run = std::vector<ReadFile>;
    constexpr std::size_t run = 64; // files that a thread reads together
    constexpr std::uint64_t runs_under_way = 8;
    const std::size_t runs = (files.size() + run - 1) / run;
    const auto make_worker = [&] {
        const auto repository = std::make_shared<vault::Repository>(vault::Repository::open(how.directory));
        return [&files, &how, repository](std::size_t n) {
            Run read;
            for (std::size_t i = n * run; i < std::min(files.size(), (n + 1) * run); ++i)
                read.push_back(read_file(*repository, files[i], how.terms));
            return read;
        };
    };
    vault::Pipeline<Run> reading(
        {runs, how.threads, runs_under_way}, [](std::size_t) { return 1; }, make_worker);
    for (std::size_t n = 0; n < runs; ++n)
        for (auto& file : reading.take())
            take(std::move(file));
}

} // namespace almirah
