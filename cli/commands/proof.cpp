// almirah proof entry|extends|check, almirah stamp request|check
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/text_file.hpp"
#include "cli/values.hpp"

#include "almirah/shown.hpp"

#include <ostream>

namespace almirah::cli {
namespace {

struct ProofOptions {
    std::string entry, checkpoint, newer, file, out, signer, key, response, authority;
};

Checkpoint kept(const std::string& path) {
    return parse_checkpoint(read_text(path));
}

void give(Session& session, const std::string& proof, const std::string& path) {
    if (path.empty()) {
        // Into a pipe as it is, since it is checked byte by byte.
        session.out() << (session.host().out_is_terminal ? shown_lines(proof) : proof);
        return;
    }
    write_new_text(path, proof);
    print_line(session, "Wrote " + path);
}

void prove_entry(Session& session, const ProofOptions& options) {
    const int number = number_of_option("ENTRY", options.entry);
    give(session,
         to_string(session.reading().trust().prove_entry(std::uint64_t(number), kept(options.checkpoint))),
         options.out);
}

void prove_extends(Session& session, const ProofOptions& options) {
    give(session,
         to_string(session.reading().trust().prove_extends(kept(options.checkpoint), kept(options.newer))),
         options.out);
}

/// Shown, so that who checks sees which entry it is.
void tell_entry(Session& session, const InclusionProof& proof) {
    const std::size_t gap = proof.leaf.find("\n\n");
    session.out() << "Entry " << proof.entry << " is among those of the checkpoint:\n"
                  << shown_lines(gap == std::string::npos ? proof.leaf : proof.leaf.substr(gap + 2));
}

/// Without a store: who checks need not have one.
void check_proof(Session& session, const ProofOptions& options) {
    const std::string text = read_text(options.file);
    const Checkpoint checkpoint = kept(options.checkpoint);
    const bool of_entry = text.rfind("almirah inclusion", 0) == 0;
    if (!of_entry && options.newer.empty())
        throw Error(Code::invalid_argument,
                    "this proof is about two checkpoints; give the earlier and then the later one");
    std::string fault;
    if (of_entry)
        fault = fault_of(parse_inclusion_proof(text), checkpoint);
    else
        fault = fault_of(parse_consistency_proof(text), checkpoint, kept(options.newer));
    if (!fault.empty()) session.exit = exit_failed;
    if (session.json || !fault.empty() || !of_entry)
        return answer(session, fault.empty() ? "The later checkpoint continues the earlier one" : fault,
                      {{"holds", fault.empty()}, {"fault", fault}});
    tell_entry(session, parse_inclusion_proof(text));
}

void check_signer(Session& session, const ProofOptions& options) {
    const bool holds = is_signed_by(kept(options.checkpoint), options.signer, read_text(options.key));
    if (!holds) session.exit = exit_failed;
    answer(session,
           (holds ? "The checkpoint is signed by " : "The checkpoint bears no signature by that key of ") +
               options.signer,
           {{"holds", holds}, {"by", options.signer}});
}

void request_stamp(Session& session, const ProofOptions& options) {
    write_new_text(options.out, time_stamp_request(read_text(options.file)));
    print_line(session, "Wrote " + options.out);
}

void check_stamp(Session& session, const ProofOptions& options) {
    const TimeStamp stamp =
        check_time_stamp(read_text(options.file), read_text(options.response), read_text(options.authority));
    answer(session, "Stamped " + to_string(stamp.at) + " by " + stamp.authority,
           {{"at", to_string(stamp.at)},
            {"authority", stamp.authority},
            {"serial", stamp.serial},
            {"policy", stamp.policy}});
}

void add_making(CLI::App& proof, Session& session) {
    auto entry = std::make_shared<ProofOptions>();
    CLI::App& of_entry = add_verb(proof, "entry",
                                  "Proves that an entry is among those of a checkpoint. The proof holds the "
                                  "entry, with its signature, and is checked without the store.",
                                  {"almirah proof entry 17 2026-03-31.checkpoint --out entry-17.proof"});
    of_entry.add_option("ENTRY", entry->entry, "Its number in almirah history")->required();
    of_entry.add_option("CHECKPOINT", entry->checkpoint, "A checkpoint's file")->required();
    of_entry.add_option("--out", entry->out, "Write it to this new file")->type_name("FILE");
    of_entry.callback([&session, entry] { prove_entry(session, *entry); });
    auto extends = std::make_shared<ProofOptions>();
    CLI::App& verb = add_verb(proof, "extends", "Proves that a checkpoint continues an earlier one.",
                              {"almirah proof extends 2026-02-28.checkpoint 2026-03-31.checkpoint"});
    verb.add_option("EARLIER", extends->checkpoint, "The earlier checkpoint's file")->required();
    verb.add_option("LATER", extends->newer, "The later one's")->required();
    verb.add_option("--out", extends->out, "Write it to this new file")->type_name("FILE");
    verb.callback([&session, extends] { prove_extends(session, *extends); });
}

void add_checking(CLI::App& proof, Session& session) {
    auto check = std::make_shared<ProofOptions>();
    CLI::App& verb =
        add_verb(proof, "check", "Checks a proof against checkpoints; no store is needed.",
                 {"almirah proof check entry-17.proof 2026-03-31.checkpoint",
                  "almirah proof check march.proof 2026-02-28.checkpoint 2026-03-31.checkpoint"});
    verb.add_option("PROOF", check->file, "The proof's file")->required();
    verb.add_option("CHECKPOINT", check->checkpoint, "The checkpoint, or the earlier of two")->required();
    verb.add_option("LATER", check->newer, "The later checkpoint");
    verb.callback([&session, check] { check_proof(session, *check); });
    auto signer = std::make_shared<ProofOptions>();
    CLI::App& by =
        add_verb(proof, "signer", "Checks that a checkpoint is signed by a person's key; no store is needed.",
                 {"almirah proof signer 2026-03-31.checkpoint asha asha.pub"});
    by.add_option("CHECKPOINT", signer->checkpoint, "The checkpoint's file")->required();
    by.add_option("LOGIN", signer->signer, "Who is named under it")->required();
    by.add_option("KEY", signer->key, "The .pub file")->required();
    by.callback([&session, signer] { check_signer(session, *signer); });
}

} // namespace

void add_proof(CLI::App& root, Session& session) {
    CLI::App& proof =
        add_noun(root, "proof", "Small files that prove something about the register.", group::trust);
    add_making(proof, session);
    add_checking(proof, session);
}

void add_stamp(CLI::App& root, Session& session) {
    CLI::App& stamp = add_noun(root, "stamp", "Time stamps of checkpoints (RFC 3161).", group::trust);
    auto request = std::make_shared<ProofOptions>();
    CLI::App& ask =
        add_verb(stamp, "request", "Writes a request for a time stamp of a file, to be sent to an authority.",
                 {"almirah stamp request 2026-03-31.checkpoint --out request.tsq"});
    ask.add_option("FILE", request->file, "What is to be stamped")->required();
    ask.add_option("--out", request->out, "Write it to this new file")->type_name("FILE")->required();
    ask.callback([&session, request] { request_stamp(session, *request); });
    auto check = std::make_shared<ProofOptions>();
    CLI::App& verb =
        add_verb(stamp, "check", "Checks an authority's answer against the file and whom one trusts.",
                 {"almirah stamp check 2026-03-31.checkpoint response.tsr --trust authority.pem"});
    verb.add_option("FILE", check->file, "What was stamped")->required();
    verb.add_option("RESPONSE", check->response, "The authority's answer (.tsr)")->required();
    verb.add_option("--trust", check->authority, "Certificates that one trusts, in PEM")
        ->type_name("FILE")
        ->required();
    verb.callback([&session, check] { check_stamp(session, *check); });
}

} // namespace almirah::cli
