// A store in a folder, entries in one line, and stock git as the judge.
#pragma once

#include "almirah/error.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "vault/repository.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace almirah::test {

namespace fs = std::filesystem;

inline std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write(const std::string& path, const std::string& bytes) {
    fs::create_directories(fs::path(path).parent_path());
    fs::remove(path);
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Runs git; true when it succeeds. Its words go to `output`.
inline bool git_ran(const std::string& directory, const std::string& arguments,
                    std::string* output = nullptr) {
    const std::string command = "git -C '" + directory + "' " + arguments + " 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    std::string words;
    char buffer[4096];
    while (const std::size_t count = fread(buffer, 1, sizeof buffer, pipe))
        words.append(buffer, count);
    const bool ok = pclose(pipe) == 0;
    if (output) *output = words;
    return ok;
}

/// fsck finds nothing at all to say.
inline void require_clean(const std::string& directory) {
    std::string words;
    const bool ok = git_ran(directory, "fsck --strict --full --no-dangling --no-progress", &words);
    INFO(words);
    REQUIRE(ok);
    REQUIRE(words.empty());
}

class Vault {
public:
    explicit Vault(const vault::Limits& limits = {}) : limits_(limits) {
        vault::Repository::create(path());
        reopen();
    }
    std::string path() const { return folder_ / "store"; }
    std::string packs() const { return path() + "/objects/pack"; }
    std::string beside(const std::string& name) const { return folder_ / name; }
    vault::Repository& operator*() { return *repository_; }
    vault::Repository* operator->() { return &*repository_; }
    void reopen() {
        repository_.reset();
        repository_.emplace(vault::Repository::open(path(), 2, limits_));
    }
    vault::ObjectId commit(vault::Writer&& writer, const std::string& message = "Change something") {
        const Instant at{std::chrono::seconds(1700000000 + ++entries_)};
        return repository_->commit(std::move(writer), {"Asha Devi", "asha@example.org", at, message});
    }
    /// An entry that files content at a path of the vault and notes it in the register.
    vault::StoredContent file(const std::string& path, const std::string& bytes) {
        auto writer = repository_->begin();
        const auto stored = writer.add({{path, "", bytes}}).at(0);
        writer.put_vault(path, stored);
        writer.put_register(path + ".json", "{\"sha256\":\"" + stored.sha256 + "\"}\n");
        commit(std::move(writer), "File " + path);
        return stored;
    }
    void unfile(const std::string& path) {
        auto writer = repository_->begin();
        writer.put_vault(path, std::nullopt);
        writer.put_register(path + ".json", "{\"destroyed\":true}\n");
        commit(std::move(writer), "Destroy " + path);
    }
    std::string content(const vault::ObjectId& id) {
        std::string bytes;
        repository_->read_content(id, [&](const char* data, std::size_t size) { bytes.append(data, size); });
        return bytes;
    }
    Verification verify(const vault::Repository::Expected& expected = {}, bool fast = false) {
        Verification result;
        repository_->verify(expected, destroyed, fast, result, {});
        return result;
    }
    std::vector<std::string> files_in_packs(const std::string& suffix) const {
        std::vector<std::string> files;
        for (const auto& entry : fs::directory_iterator(packs()))
            if (entry.path().string().ends_with(suffix)) files.push_back(entry.path().string());
        return files;
    }

    vault::Repository::Destroyed destroyed; ///< What the register would know to be gone.

private:
    Folder folder_;
    vault::Limits limits_;
    std::optional<vault::Repository> repository_;
    int entries_ = 0;
};

/// The code that a call throws; internal when it throws nothing.
template <class Call>
Code code_of(const Call& call) {
    try {
        call();
    } catch (const Error& error) {
        CAPTURE(error.what());
        return error.code();
    }
    return Code::internal;
}

inline bool has_finding(const Verification& result, const std::string& code) {
    for (const auto& finding : result.findings)
        if (finding.code == code) return true;
    return false;
}

/// No finding but notes.
inline bool clean(const Verification& result) {
    bool clean = true;
    for (const auto& finding : result.findings) {
        UNSCOPED_INFO(finding.code + " " + finding.object + ": " + finding.message);
        clean = clean && finding.severity == Severity::note;
    }
    return clean;
}

/// Text that deflate shrinks, and bytes that it does not.
inline std::string text_of(std::size_t size_bytes, unsigned seed = 1) {
    std::string text;
    for (unsigned i = 0; text.size() < size_bytes; ++i)
        text += "line " + std::to_string(i * seed) + "\n";
    text.resize(size_bytes);
    return text;
}
inline std::string noise_of(std::size_t size_bytes, std::uint64_t seed = 1) {
    std::string noise(size_bytes, '\0');
    for (auto& byte : noise) {
        seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
        byte = char(seed);
    }
    return noise;
}

} // namespace almirah::test
