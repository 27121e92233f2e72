// Time stamps of RFC 3161, by OpenSSL: what `openssl ts` asks and checks.
#include "almirah/error.hpp"
#include "almirah/trust.hpp"
#include "base/digest.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>

#include <ctime>
#include <memory>

namespace almirah {

namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* made) const {
        release(made);
    }
};
template <class T, auto release>
using Owned = std::unique_ptr<T, Release<release>>;

using Request = Owned<TS_REQ, TS_REQ_free>;
using Imprint = Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using Algorithm = Owned<X509_ALGOR, X509_ALGOR_free>;
using Response = Owned<TS_RESP, TS_RESP_free>;
using Check = Owned<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
using Certificates = Owned<X509_STORE, X509_STORE_free>;
using Bio = Owned<BIO, BIO_free>;
using Certificate = Owned<X509, X509_free>;

struct FreeList {
    void operator()(STACK_OF(X509) * list) const { sk_X509_free(list); }
};

constexpr std::size_t longest_response = 1 << 20;

[[noreturn]] void bad(const std::string& what) {
    ERR_clear_error();
    throw Error(Code::invalid_argument, "the time stamp " + what);
}

void need(bool holds) {
    if (!holds)
        throw Error(Code::internal, "OpenSSL cannot make a time stamp request; is there memory left?");
}

/// OpenSSL's first reason, which is the one at the bottom of the matter.
std::string reason() {
    const auto code = ERR_peek_error();
    const char* text = code ? ERR_reason_error_string(code) : nullptr;
    return text ? text : "of another form";
}

Bio bio_of(const std::string& bytes) {
    Bio bio(BIO_new_mem_buf(bytes.data(), int(bytes.size())));
    need(bool(bio));
    return bio;
}

Response parse_response(const std::string& der) {
    ERR_clear_error();
    if (der.size() > longest_response) bad("is over 1 MiB long; give the answer of an authority (.tsr)");
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    Response response(d2i_TS_RESP(nullptr, &at, long(der.size())));
    if (!response || at != reinterpret_cast<const unsigned char*>(der.data()) + der.size())
        bad("is no answer of an authority (.tsr, DER); ask it with the request");
    if (!TS_RESP_get_tst_info(response.get())) bad("is a refusal by the authority; ask it again");
    return response;
}

std::time_t time_of(const TS_TST_INFO* info) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) != 1) bad("has no time; ask for another one");
    return timegm(&parts);
}

std::string hex_of(const ASN1_INTEGER* number) {
    const Owned<BIGNUM, BN_free> value(ASN1_INTEGER_to_BN(number, nullptr));
    char* digits = value ? BN_bn2hex(value.get()) : nullptr;
    const std::string text = digits ? digits : "";
    OPENSSL_free(digits);
    return text;
}

std::string dotted(const ASN1_OBJECT* object) {
    char text[128] = "";
    OBJ_obj2txt(text, sizeof text, object, 1);
    return text;
}

/// Digests that nobody can find two texts for.
void require_strong(TS_TST_INFO* info) {
    const X509_ALGOR* algorithm = TS_MSG_IMPRINT_get_algo(TS_TST_INFO_get_msg_imprint(info));
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    const int kind = OBJ_obj2nid(object);
    if (kind != NID_sha256 && kind != NID_sha384 && kind != NID_sha512)
        bad("is over a digest that is not SHA-256, SHA-384 or SHA-512; ask for another one");
}

/// The certificates that are trusted, as of the moment of the stamp: an authority's own expire.
Certificates trusted(const std::string& pem, std::time_t at) {
    Certificates store(X509_STORE_new());
    const Bio bio = bio_of(pem);
    need(bool(store));
    int count = 0;
    while (const Certificate one{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)})
        count += X509_STORE_add_cert(store.get(), one.get());
    ERR_clear_error();
    if (count == 0) bad("cannot be checked: the certificates that are trusted are not in PEM");
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), at);
    return store;
}

std::string name_of_signer(TS_RESP* response) {
    PKCS7* token = TS_RESP_get_token(response);
    const std::unique_ptr<STACK_OF(X509), FreeList> signers(PKCS7_get0_signers(token, nullptr, 0));
    if (!signers || sk_X509_num(signers.get()) != 1) return "";
    const Bio bio(BIO_new(BIO_s_mem()));
    need(bool(bio));
    X509_NAME_print_ex(bio.get(), X509_get_subject_name(sk_X509_value(signers.get(), 0)), 0,
                       XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return std::string(text, std::size_t(size));
}

void check_signature(TS_RESP* response, const std::string& text, Certificates store) {
    const Check check(TS_VERIFY_CTX_new());
    Bio data = bio_of(text);
    need(bool(check));
    TS_VERIFY_CTX_set_flags(check.get(), TS_VFY_VERSION | TS_VFY_DATA | TS_VFY_SIGNATURE);
    TS_VERIFY_CTX_set_data(check.get(), data.release());
    TS_VERIFY_CTX_set_store(check.get(), store.release());
    if (TS_RESP_verify_response(check.get(), response) != 1)
        bad("does not fit the text and the trusted certificates: " + reason());
}

} // namespace

std::string time_stamp_request(const std::string& text) {
    const Request request(TS_REQ_new());
    const Imprint imprint(TS_MSG_IMPRINT_new());
    const Algorithm algorithm(X509_ALGOR_new());
    need(request && imprint && algorithm);
    auto digest = base::sha256(text);
    need(TS_REQ_set_version(request.get(), 1) &&
         X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) &&
         TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) &&
         TS_MSG_IMPRINT_set_msg(imprint.get(), digest.data(), int(digest.size())) &&
         TS_REQ_set_msg_imprint(request.get(), imprint.get()) && TS_REQ_set_cert_req(request.get(), 1));
    unsigned char* der = nullptr;
    const int size = i2d_TS_REQ(request.get(), &der);
    need(size > 0);
    const std::string bytes(reinterpret_cast<const char*>(der), std::size_t(size));
    OPENSSL_free(der);
    return bytes;
}

TimeStamp check_time_stamp(const std::string& text, const std::string& response,
                           const std::string& trusted_pem) {
    const Response parsed = parse_response(response);
    TS_TST_INFO* info = TS_RESP_get_tst_info(parsed.get());
    require_strong(info);
    const std::time_t at = time_of(info);
    check_signature(parsed.get(), text, trusted(trusted_pem, at));
    return {Instant(std::chrono::seconds(at)), hex_of(TS_TST_INFO_get_serial(info)),
            dotted(TS_TST_INFO_get_policy_id(info)), name_of_signer(parsed.get())};
}

} // namespace almirah
