#include "store/bag_check.hpp"

#include "almirah/store.hpp"
#include "base/digest.hpp"
#include "base/fold.hpp"
#include "exchange/bag_text.hpp"
#include "os/files.hpp"
#include "os/tree.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

namespace almirah {

namespace {

using exchange::doubtful;
using exchange::remark;
using exchange::wrong;

struct Algorithm {
    const char* name;
    std::size_t digits;
    base::Digest::Kind kind;
};
constexpr std::array<Algorithm, 4> algorithms{{{"sha256", 64, base::Digest::Kind::sha256},
                                               {"sha512", 128, base::Digest::Kind::sha512},
                                               {"sha1", 40, base::Digest::Kind::sha1},
                                               {"md5", 32, base::Digest::Kind::md5}}};

/// A larger file whose bytes are nearly all holes is refused unread: it costs nothing to send and hours to
/// read.
constexpr std::uint64_t hollow_from_bytes = 64 << 20;
constexpr std::uint64_t hollow_ratio = 1000;
constexpr std::size_t piece_bytes = std::size_t{1} << 18;

/// A file of the bag, and what the manifests say of it.
struct Listed {
    std::uint64_t size_bytes = 0;
    bool hollow = false;
    std::array<std::string, algorithms.size()> digests;
    std::string sha256; ///< As read.
};

bool is_payload(const std::string& path) {
    return path.starts_with("data/");
}

class Check {
public:
    Check(const std::string& folder, const Progress& progress) : folder_(folder), progress_(progress) {}

    CheckedBag run() {
        look();
        read_tags();
        for (const bool tags : {false, true})
            for (std::size_t i = 0; i < algorithms.size(); ++i)
                read_manifest(tags, i);
        check_other_manifests();
        check_listed();
        if (check_sizes()) read_all();
        return result();
    }

private:
    exchange::Findings& findings() { return bag_.findings; }
    bool strict() const { return bag_.version != "0.97"; }
    std::string shown(const std::string& path) const {
        const std::string quoted = os::quoted(path);
        return quoted.substr(1, quoted.size() - 2);
    }

    /// Every name there is, before anything is read.
    void look() {
        os::walk_below(folder_, [&](const os::Below& below) {
            using Kind = os::Below::Kind;
            const std::string path = shown(below.relative);
            if (below.kind == Kind::link)
                return wrong(findings(), "bag-link", path, "is a link; it is not followed");
            if (below.kind == Kind::special)
                return wrong(findings(), "bag-special", path, "is a device, a pipe or a socket");
            if (below.kind == Kind::unreadable)
                return wrong(findings(), "bag-unreadable", path, "cannot be read");
            if (const auto fault = exchange::fault_of_bag_path(below.relative); !fault.empty())
                return wrong(findings(), "bag-name", path, fault);
            const auto [other, first] = names_.try_emplace(base::caseless(below.relative), below.relative);
            if (!first)
                wrong(findings(), "bag-name-clash", path,
                      "differs from " + other->second + " only by case or normalisation");
            Listed& listed = files_[below.relative];
            listed.size_bytes = below.size_bytes;
            listed.hollow =
                below.size_bytes > hollow_from_bytes && below.size_bytes / hollow_ratio > below.on_disk_bytes;
            by_form_.try_emplace(base::nfc(below.relative), below.relative);
        });
        if (files_.contains("fetch.txt"))
            wrong(findings(), "bag-fetch", "fetch.txt",
                  "names files that are elsewhere; fetch them first, and remove it");
        if (!os::is_folder(folder_ + "/data"))
            wrong(findings(), "bag-payload-missing", "data", "is not there; a bag has its content in it");
    }

    /// A text file of the bag, or nothing: what is not there or too large is told.
    std::optional<std::string> text(const std::string& path) {
        const auto found = files_.find(path);
        if (found == files_.end()) return std::nullopt;
        if (found->second.hollow || found->second.size_bytes > exchange::bag_text_limit_bytes) {
            wrong(findings(), "bag-size", path, "is too large for a text file of a bag");
            return std::nullopt;
        }
        const os::File file = os::open_below(folder_, path);
        std::string bytes(std::size_t(found->second.size_bytes), '\0');
        bytes.resize(file.read_at(0, bytes.data(), bytes.size()));
        return bytes;
    }

    void read_tags() {
        if (const auto bytes = text("bagit.txt"))
            bag_.version = exchange::read_declaration(*bytes, findings());
        else
            wrong(findings(), "bag-declaration", "bagit.txt", "is not there; this is no bag");
        if (const auto bytes = text("bag-info.txt"))
            bag_.info = exchange::read_bag_info(*bytes, strict(), findings());
    }

    static std::string manifest_name(bool tags, const std::string& algorithm) {
        return (tags ? "tagmanifest-" : "manifest-") + algorithm + ".txt";
    }

    void read_manifest(bool tags, std::size_t algorithm) {
        const std::string name = manifest_name(tags, algorithms[algorithm].name);
        const auto bytes = text(name);
        if (!bytes) return;
        if (!tags) manifests_.push_back(algorithm);
        const auto lines =
            exchange::read_bag_manifest(*bytes, name, algorithms[algorithm].digits, strict(), findings());
        for (const auto& line : lines)
            take_line(name, tags, algorithm, line);
    }

    void take_line(const std::string& manifest, bool tags, std::size_t algorithm,
                   const exchange::ManifestLine& line) {
        const std::string path = shown(line.path);
        if (is_payload(line.path) == tags)
            return wrong(findings(), "bag-manifest-line", manifest,
                         path + (tags ? " is content, which a tag manifest does not list"
                                      : " is not below data/, where content lies"));
        auto found = files_.find(line.path);
        if (found == files_.end()) {
            const auto other = by_form_.find(base::nfc(line.path));
            if (other == by_form_.end())
                return wrong(findings(), "bag-file-missing", path,
                             "is listed in " + manifest + " and not there");
            doubtful(findings(), "bag-name-form", path,
                     "is listed in " + manifest + " in another normal form of Unicode");
            found = files_.find(other->second);
        }
        std::string& digest = found->second.digests[algorithm];
        if (!digest.empty())
            return wrong(findings(), "bag-file-twice", path, "is listed twice in " + manifest);
        digest = line.digest;
    }

    /// Manifests of algorithms that are not known here; and whether there is any at all.
    void check_other_manifests() {
        for (const auto& [path, listed] : files_) {
            if (path.find('/') != std::string::npos || !path.ends_with(".txt")) continue;
            if (!path.starts_with("manifest-") && !path.starts_with("tagmanifest-")) continue;
            const auto known = [&, &name = path](const Algorithm& a) {
                return name == manifest_name(false, a.name) || name == manifest_name(true, a.name);
            };
            if (std::none_of(algorithms.begin(), algorithms.end(), known))
                doubtful(findings(), "bag-manifest-unknown", path,
                         "is of an algorithm that is not known here; it is not checked");
        }
        if (manifests_.empty())
            wrong(findings(), "bag-manifest-missing", "manifest-sha256.txt",
                  "is not there, nor any other manifest (md5, sha1, sha256, sha512)");
        else if (manifests_.front() > 1) // algorithms are in order of strength
            remark(findings(), "bag-manifest-weak", manifest_name(false, algorithms[manifests_.front()].name),
                   "is the strongest manifest; its digests can be forged");
    }

    /// In 1.0 every manifest lists all content; in 0.97 one of them is enough.
    void check_listed() {
        for (const auto& [path, listed] : files_) {
            const auto listing = [&, &l = listed](std::size_t i) { return !l.digests[i].empty(); };
            if (!is_payload(path)) {
                const bool itself = path.starts_with("tagmanifest-");
                const bool any = std::any_of(listed.digests.begin(), listed.digests.end(),
                                             [](const std::string& digest) { return !digest.empty(); });
                if (!itself && !any)
                    remark(findings(), "bag-tag-unlisted", path,
                           "is listed in no tag manifest: nothing proves it");
                continue;
            }
            const bool any = std::any_of(manifests_.begin(), manifests_.end(), listing);
            if (!any && !manifests_.empty())
                wrong(findings(), "bag-file-unlisted", path, "is listed in no manifest");
            for (const std::size_t i : manifests_)
                if (any && strict() && !listing(i))
                    wrong(findings(), "bag-file-unlisted", path,
                          "is not listed in " + manifest_name(false, algorithms[i].name) +
                              "; every manifest lists all content");
        }
    }

    /// False when the bag is larger than it says: then it is not read.
    bool check_sizes() {
        bool sound = true;
        for (const auto& [path, listed] : files_) {
            if (listed.hollow) {
                wrong(findings(), "bag-size", path,
                      "claims " + std::to_string(listed.size_bytes) +
                          " bytes and has next to none; not read");
                sound = false;
            }
            if (!is_payload(path)) continue;
            ++bag_.files;
            bag_.bytes += listed.size_bytes;
        }
        for (const auto& [label, value] : bag_.info) {
            if (label != "Payload-Oxum") continue;
            const auto oxum = exchange::parse_oxum(value);
            if (!oxum)
                (strict() ? wrong : doubtful)(findings(), "bag-oxum", "bag-info.txt",
                                              "Payload-Oxum is not OCTETS.FILES");
            else if (*oxum != exchange::Oxum{bag_.bytes, bag_.files})
                wrong(findings(), "bag-oxum", "bag-info.txt",
                      "says " + value + " (bytes.files), and there are " + std::to_string(bag_.bytes) + "." +
                          std::to_string(bag_.files));
            sound = sound && (!oxum || bag_.bytes <= oxum->bytes);
        }
        return sound;
    }

    void read_all() {
        for (const auto& [path, listed] : files_)
            total_ += listed.size_bytes;
        for (auto& [path, listed] : files_)
            read(path, listed);
    }

    void read(const std::string& path, Listed& listed) {
        std::vector<std::pair<std::size_t, base::Digest>> running;
        for (std::size_t i = 0; i < algorithms.size(); ++i)
            if (i == 0 || !listed.digests[i].empty())
                running.emplace_back(i, base::Digest(algorithms[i].kind));
        try {
            const os::File file = os::open_below(folder_, path);
            std::string piece(piece_bytes, '\0');
            std::uint64_t at = 0;
            for (;;) {
                const std::size_t got = file.read_at(at, piece.data(), piece.size());
                for (auto& [i, digest] : running)
                    digest.update(piece.data(), got);
                at += got;
                tell(got);
                if (got < piece.size()) break;
            }
            listed.size_bytes = at;
        } catch (const Error& error) {
            if (error.code() == Code::cancelled) throw;
            return wrong(findings(), "bag-unreadable", shown(path), error.what());
        }
        for (auto& [i, digest] : running) {
            const std::string sum = digest.finish_hex();
            if (i == 0) listed.sha256 = sum;
            if (!listed.digests[i].empty() && listed.digests[i] != sum)
                wrong(findings(), "bag-digest", shown(path),
                      std::string("has another ") + algorithms[i].name + " than its manifest says");
        }
    }

    void tell(std::uint64_t bytes) {
        done_ += bytes;
        if (progress_ && !progress_(done_, total_))
            throw Error(Code::cancelled, "stopped; the bag was not read to its end");
    }

    CheckedBag result() {
        CheckedBag checked;
        if (const auto found = files_.find("tagmanifest-sha256.txt"); found != files_.end())
            bag_.tagmanifest_sha256 = found->second.sha256;
        for (auto& [path, listed] : files_)
            if (is_payload(path))
                checked.payload.push_back({path, listed.size_bytes, std::move(listed.sha256)});
        checked.check = std::move(bag_);
        return checked;
    }

    const std::string& folder_;
    const Progress& progress_;
    BagCheck bag_;
    std::map<std::string, Listed> files_;
    std::unordered_map<std::string, std::string> names_;   ///< As compared without case.
    std::unordered_map<std::string, std::string> by_form_; ///< By their NFC.
    std::vector<std::size_t> manifests_;                   ///< Of content; strongest first.
    std::uint64_t done_ = 0, total_ = 0;
};

} // namespace

bool BagCheck::clean() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::error; });
}

CheckedBag look_at_bag(const std::string& folder, const Progress& progress) {
    return Check(folder, progress).run();
}

BagCheck check_bag(const std::string& folder, const Progress& progress) {
    return look_at_bag(folder, progress).check;
}

} // namespace almirah
