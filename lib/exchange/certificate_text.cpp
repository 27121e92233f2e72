// The certificate for paper, in English or Hindi.
#include "almirah/shown.hpp"
#include "base/fold.hpp"
#include "exchange/certificate.hpp"
#include "exchange/columns.hpp"

#include <algorithm>

namespace almirah::exchange {

namespace {

constexpr std::size_t page_columns = 80;
constexpr std::size_t label_columns = 16;

/// The words of one language.
struct Words {
    const char *destruction, *transfer, *review, *keeping; ///< Titles.
    const char *number, *office, *due_as_of, *proposed, *approval, *approved, *rejected, *abstained,
        *on_behalf, *carried_out, *method, *witness, *place, *authority, *recipient, *bag, *receipt, *packs,
        *interrupted, *residual, *no_residual, *total;
    const char *done_heading, *skipped_heading, *rule, *due, *series, *paper, *superfluous, *no_content,
        *bytes, *also_in, *reason;
    const char *records, *files, *skipped, *signature_officer, *signature_witness;
};

constexpr Words english{"CERTIFICATE OF DESTRUCTION",
                        "CERTIFICATE OF TRANSFER",
                        "CERTIFICATE OF REVIEW",
                        "CERTIFICATE OF KEEPING",
                        "Number",
                        "Office",
                        "Due as of",
                        "Proposed by",
                        "Approval",
                        "Approved by",
                        "Rejected by",
                        "Abstained",
                        "on behalf of",
                        "Carried out by",
                        "Method",
                        "Witness",
                        "Place",
                        "Authority",
                        "Recipient",
                        "Bag",
                        "Receipt",
                        "Packs rewritten",
                        "not counted: the carrying out was interrupted, and finished later",
                        "Known copies",
                        "none named by the office; what others copied before is not known to the store",
                        "In all",
                        "RECORDS",
                        "PASSED OVER",
                        "rule",
                        "due",
                        "series",
                        "paper",
                        "superfluous",
                        "no content in the store",
                        "bytes",
                        "The same bytes are kept by",
                        "Reason",
                        "records",
                        "files",
                        "passed over",
                        "Records Officer",
                        "Witness"};

constexpr Words hindi{"विनष्टीकरण प्रमाणपत्र",
                      "अंतरण प्रमाणपत्र",
                      "पुनरीक्षण प्रमाणपत्र",
                      "स्थायी रखने का प्रमाणपत्र",
                      "संख्या",
                      "कार्यालय",
                      "देय तिथि तक",
                      "प्रस्तावक",
                      "अनुमोदन",
                      "अनुमोदक",
                      "अस्वीकृति",
                      "तटस्थ",
                      "की ओर से:",
                      "कार्यवाहक",
                      "विधि",
                      "साक्षी",
                      "स्थान",
                      "प्राधिकार",
                      "प्राप्तकर्ता",
                      "बैग",
                      "पावती",
                      "पुनर्लिखित पैक",
                      "गिने नहीं गए: कार्यवाही बाधित हुई और बाद में पूरी की गई",
                      "ज्ञात प्रतियाँ",
                      "कार्यालय ने कोई नहीं बताई; पहले ली गई अन्य प्रतियाँ भंडार को ज्ञात नहीं",
                      "कुल",
                      "अभिलेख",
                      "छोड़े गए",
                      "नियम",
                      "देय",
                      "श्रृंखला",
                      "पत्र",
                      "अनावश्यक",
                      "भंडार में सामग्री नहीं",
                      "बाइट",
                      "यही बाइट इनमें रहते हैं",
                      "कारण",
                      "अभिलेख",
                      "फ़ाइलें",
                      "छोड़े गए",
                      "अभिलेख अधिकारी",
                      "साक्षी"};

std::string spaces(std::size_t count) {
    return std::string(count, ' ');
}

std::string label_padded(const std::string& text, std::size_t width) {
    const std::size_t taken = base::columns(text);
    return text + spaces(taken < width ? width - taken : 1);
}

std::string centred(const std::string& words) {
    const std::string text = shown_line(words);
    const std::size_t taken = base::columns(text);
    return spaces(taken < page_columns ? (page_columns - taken) / 2 : 0) + text + "\n";
}

/// Text broken between words, each line but the first set in by `indent`. A longer word keeps its length.
std::string wrapped(const std::string& text, std::size_t indent) {
    std::string out;
    std::size_t at = indent;
    for (const std::string& word : split(shown_line(text), ' ')) {
        const std::size_t width = base::columns(word);
        if (at > indent && at + 1 + width > page_columns) {
            out += "\n" + spaces(indent);
            at = indent;
        } else if (at > indent) {
            out += ' ';
            ++at;
        }
        out += word;
        at += width;
    }
    return out + "\n";
}

/// A label and what stands under it; nothing for an empty value.
std::string line(const char* label, const std::string& value) {
    return value.empty() ? "" : label_padded(label, label_columns) + wrapped(value, label_columns);
}

/// In the office's own time: "2026-05-03 14:12 (UTC+05:30)".
std::string moment(Instant at, int offset_minutes) {
    const std::string text = to_string(at + std::chrono::minutes(offset_minutes));
    const int size = std::abs(offset_minutes);
    const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    const std::string zone =
        offset_minutes == 0 ? "" : (offset_minutes < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
    return text.substr(0, 10) + " " + text.substr(11, 5) + " (UTC" + zone + ")";
}

/// "1,234,567", by which a reader compares sizes.
std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;)
        text.insert(at -= 3, ",");
    return text;
}

class Page {
public:
    Page(const CertificateFacts& facts, const std::string& language)
        : facts_(facts), words_(language == "hi" ? hindi : english), language_(language) {}

    std::string text() {
        const Disposal& disposal = facts_.disposal;
        out_ = centred(title()) + centred(facts_.office.name.edition(language_)) + "\n";
        out_ += line(words_.number, disposal.id);
        out_ += line(words_.office, facts_.office.name.edition(language_) + " (" + facts_.office.code + ")");
        out_ += line(words_.due_as_of, to_string(disposal.as_of));
        out_ += line(words_.proposed, act(disposal.proposed_by, disposal.proposed_at));
        add_approval();
        add_carry_out();
        add_items(Outcome::done, words_.done_heading);
        add_items(Outcome::skipped, words_.skipped_heading);
        add_items(Outcome::pending, words_.skipped_heading);
        out_ += "\n" + line(words_.total, totals());
        add_signatures();
        return std::move(out_);
    }

private:
    const char* title() const {
        switch (facts_.disposal.action) {
        case Action::destroy:
            return words_.destruction;
        case Action::transfer:
            return words_.transfer;
        case Action::review:
            return words_.review;
        case Action::keep:
            return words_.keeping;
        }
        return "";
    }

    std::string name(const std::string& login) const {
        const auto found = facts_.names.find(login);
        return found == facts_.names.end() || found->second.empty() ? login
                                                                    : found->second + " (" + login + ")";
    }

    std::string act(const std::string& login, Instant at) const {
        return name(login) + ", " + moment(at, facts_.office.policy.utc_offset_minutes);
    }

    const char* words_of(Vote vote) const {
        if (vote == Vote::abstain) return words_.abstained;
        return vote == Vote::approve ? words_.approved : words_.rejected;
    }

    std::string behalf(const Decision& decision) const {
        if (decision.for_person.empty()) return {};
        return std::string(", ") + words_.on_behalf + " " + name(decision.for_person);
    }

    void add_approval() {
        out_ += line(words_.approval, facts_.approval.id);
        for (const Decision& decision : facts_.approval.decisions) {
            out_ += line(words_of(decision.vote), act(decision.by, decision.at) + behalf(decision));
            out_ += line(words_.reason, decision.reason);
        }
        if (!facts_.approval.digest.empty()) out_ += line("SHA-256", facts_.approval.digest);
    }

    void add_carry_out() {
        const Disposal& disposal = facts_.disposal;
        if (disposal.carried_out_at)
            out_ += line(words_.carried_out, act(disposal.carried_out_by, *disposal.carried_out_at));
        out_ += line(words_.method, disposal.how.method);
        out_ += line(words_.witness, disposal.how.witness);
        out_ += line(words_.place, disposal.how.place);
        out_ += line(words_.authority, disposal.how.authority);
        out_ += line(words_.recipient, disposal.how.recipient);
        if (disposal.bag) out_ += line(words_.bag, "SHA-256 " + disposal.bag->tagmanifest_sha256);
        if (disposal.receipt)
            out_ +=
                line(words_.receipt, disposal.receipt->reference + ", " + to_string(disposal.receipt->on) +
                                         ", " + disposal.receipt->received_by);
        if (disposal.action != Action::destroy) return;
        out_ += line(words_.packs, disposal.packs_rewritten < 0 ? std::string(words_.interrupted)
                                                                : std::to_string(disposal.packs_rewritten));
        for (const std::string& place : disposal.residual_places)
            out_ += line(words_.residual, place);
        if (disposal.residual_places.empty()) out_ += line(words_.residual, words_.no_residual);
    }

    void add_items(Outcome outcome, const char* heading) {
        std::size_t number = 0;
        for (const DisposalItem& item : facts_.disposal.items) {
            if (item.outcome != outcome) continue;
            if (number == 0) out_ += std::string("\n") + heading + "\n";
            add_item(item, ++number);
        }
    }

    void add_item(const DisposalItem& item, std::size_t number) {
        constexpr std::size_t indent = 6;
        const std::string ordinal = std::to_string(number) + ".";
        const std::string lead = spaces(ordinal.size() < 4 ? 4 - ordinal.size() : 0) + ordinal + "  ";
        out_ += "\n" + lead + wrapped(item.record + "  " + item.title, indent);
        const std::string cited =
            item.schedule + ":" + item.rule + " v" + std::to_string(item.schedule_version);
        if (!item.papers.empty()) {
            add_papers(item, indent);
        } else
            out_ +=
                spaces(indent) + wrapped(std::string(words_.series) + " " + item.series + "; " + words_.rule +
                                             " " + cited + "; " + words_.due + " " + to_string(item.due_on),
                                         indent);
        if (!item.why.empty())
            out_ += spaces(indent) + wrapped(std::string(words_.reason) + ": " + item.why, indent);
        if (item.outcome == Outcome::done) add_files(item, indent);
    }

    void add_papers(const DisposalItem& item, std::size_t indent) {
        for (const WeededPaper& paper : item.papers)
            out_ += spaces(indent) +
                    wrapped(std::string(words_.paper) + " " + std::to_string(paper.serial) + " (" +
                                paper.paper_class + ")  " + paper.title + "; " +
                                (paper.rule.empty() ? words_.superfluous
                                                    : std::string(words_.rule) + " " + paper.rule) +
                                "; " + words_.due + " " + to_string(paper.due_on),
                            indent);
    }

    void add_files(const DisposalItem& item, std::size_t indent) {
        if (item.files.empty()) out_ += spaces(indent) + words_.no_content + "\n";
        for (const ContentFile& file : item.files) {
            out_ += spaces(indent) +
                    wrapped(file.name + "  " + grouped(file.size_bytes) + " " + words_.bytes, indent);
            out_ += spaces(indent) + "SHA-256 " + file.sha256 + "\n";
        }
        std::string keepers;
        for (const std::string& owner : item.bytes_also_in)
            keepers += (keepers.empty() ? "" : ", ") + owner;
        if (!keepers.empty())
            out_ += spaces(indent) + wrapped(std::string(words_.also_in) + ": " + keepers, indent);
    }

    std::string totals() const {
        std::uint64_t done = 0, files = 0, bytes = 0;
        for (const DisposalItem& item : facts_.disposal.items) {
            if (item.outcome != Outcome::done) continue;
            ++done;
            files += item.files.size();
            for (const ContentFile& file : item.files)
                bytes += file.size_bytes;
        }
        const auto count = [](const char* what, std::uint64_t number) {
            return std::string(what) + " " + grouped(number);
        };
        return count(words_.records, done) + ", " + count(words_.files, files) + ", " +
               count(words_.bytes, bytes) + "; " + count(words_.skipped, facts_.disposal.items.size() - done);
    }

    void add_signatures() {
        constexpr std::size_t half = page_columns / 2;
        const std::string rule(28, '_');
        out_ += "\n\n" + label_padded(rule, half) + rule + "\n";
        out_ += label_padded(words_.signature_officer, half) + words_.signature_witness + "\n";
    }

    const CertificateFacts& facts_;
    const Words& words_;
    const std::string& language_;
    std::string out_;
};

} // namespace

std::string certificate_text(const CertificateFacts& facts, const std::string& language) {
    return Page(facts, language).text();
}

} // namespace almirah::exchange
