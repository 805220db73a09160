#include "adapters/openvino/graph.hpp"

#include <cstdint>
#include <fstream>
#include <map>
#include <string>

#include <openvino/core/preprocess/pre_post_process.hpp>
#include <openvino/frontend/manager.hpp>
#include <openvino/op/constant.hpp>
#include <sys/mman.h>
#include <unistd.h>

namespace helio::openvino {
namespace {

using ov::preprocess::ColorFormat;
using vision::ModelInput;
using vision::ModelManifest;

std::string names_of(std::vector<ov::Output<ov::Node>> const& ports) {
  std::string text;
  for (ov::Output<ov::Node> const& port : ports) {
    if (!text.empty()) text += ", ";
    text += port.get_names().empty() ? "(unnamed)" : port.get_any_name();
  }
  return text.substr(0, 300);
}

tl::unexpected<Error> refuse(ModelManifest const& manifest, std::string const& what) {
  return fail(Errc::invalid_argument, "InvalidManifest", manifest.name + ": " + what);
}

bool has_output(ov::Model const& graph, std::string const& name) {
  for (ov::Output<ov::Node const> const& port : graph.outputs()) {
    if (port.get_names().contains(name)) return true;
  }
  return false;
}

ov::PartialShape wanted_shape(ModelInput const& input) {
  ov::Dimension const height = input.height_px == 0 ? ov::Dimension() : input.height_px;
  ov::Dimension const width = input.width_px == 0 ? ov::Dimension() : input.width_px;
  ov::Dimension const channels = input.color == "GRAY" ? 1 : 3;
  if (input.layout == "NCHW") return {1, channels, height, width};
  return {1, height, width, channels};
}

Result<void> check_ports(ov::Model& graph, ModelManifest const& manifest) {
  if (graph.inputs().size() != 1) {
    return refuse(manifest, "the file has " + std::to_string(graph.inputs().size()) +
                                " inputs; a model takes one picture.");
  }
  const ov::Output<ov::Node> input = graph.input();
  if (!manifest.input.name.empty() && !input.get_names().contains(manifest.input.name)) {
    return refuse(manifest, "the file has no input \"" + manifest.input.name + "\"; its input is " +
                                names_of(graph.inputs()) + ".");
  }
  ov::PartialShape const& shape = input.get_partial_shape();
  if (!shape.compatible(wanted_shape(manifest.input))) {
    return refuse(manifest,
                  "the manifest describes the input " + wanted_shape(manifest.input).to_string() +
                      " (" + manifest.input.layout + "); the file's is " + shape.to_string() + ".");
  }
  for (auto const& [role, name] : manifest.outputs) {
    if (!has_output(graph, name)) {
      return refuse(manifest, "the file has no output \"" + name + "\" (role " + role +
                                  "); its outputs are " + names_of(graph.outputs()) + ".");
    }
  }
  return {};
}

void add_preprocessing(std::shared_ptr<ov::Model> const& graph, ModelInput const& wanted) {
  ov::preprocess::PrePostProcessor ppp(graph);
  auto& input = ppp.input();
  input.tensor()
      .set_element_type(ov::element::u8)
      .set_layout("NHWC")
      .set_color_format(ColorFormat::RGB);
  input.model().set_layout(ov::Layout(wanted.layout));
  auto& steps = input.preprocess().convert_element_type(ov::element::f32);
  if (wanted.color == "BGR") steps.convert_color(ColorFormat::BGR);
  if (wanted.color == "GRAY") steps.convert_color(ColorFormat::GRAY);
  if (!wanted.mean.empty()) steps.mean(wanted.mean);
  if (!wanted.scale.empty()) steps.scale(wanted.scale);
  for (std::size_t i = 0; i < graph->outputs().size(); ++i) {
    ppp.output(i).tensor().set_element_type(ov::element::f32);
  }
  ppp.build();
}

bool looks_like_ir(std::filesystem::path const& file) {
  std::string start(512, '\0');
  std::ifstream(file).read(start.data(), static_cast<std::streamsize>(start.size()));
  return start.find("<net") != std::string::npos;
}

// Gives the front end as well, which then converts what it read.
ov::frontend::InputModel::Ptr load_graph(ov::frontend::FrontEnd::Ptr& front_end,
                                         std::filesystem::path const& file) {
  ov::frontend::FrontEndManager front_ends;
  if (file.extension() == ".xml") {
    if (!looks_like_ir(file)) return nullptr;
    bool const weights_mapped = true;
    front_end = front_ends.load_by_framework("ir");
    return front_end->load(file.string(), weights_mapped);
  }
  front_end = front_ends.load_by_framework(file.extension() == ".onnx" ? "onnx" : "tflite");
  return front_end->load(file.string());
}

}  // namespace

Result<std::shared_ptr<ov::Model>> read_graph(std::filesystem::path const& file) {
  std::string detail = "not an OpenVINO IR file";
  try {
    ov::frontend::FrontEnd::Ptr front_end;
    auto const source = load_graph(front_end, file);
    if (source != nullptr) return front_end->convert(source);
  } catch (std::exception const& e) {
    detail = e.what();
  }
  return fail(Errc::corrupt, "ModelCorrupt",
              file.string() + ": OpenVINO cannot read this model; it is damaged or of another " +
                  "version. Make the pack again or mend the file.",
              detail);
}

Result<void> prepare_graph(std::shared_ptr<ov::Model> const& graph, ModelManifest const& manifest) {
  if (auto checked = check_ports(*graph, manifest); !checked) return checked;
  try {
    graph->reshape(wanted_shape(manifest.input));
    add_preprocessing(graph, manifest.input);
  } catch (std::exception const& e) {
    return fail(Errc::invalid_argument, "InvalidManifest",
                manifest.name + ": the model does not take the input its manifest describes (" +
                    wanted_shape(manifest.input).to_string() + " " + manifest.input.layout + ").",
                e.what());
  }
  return {};
}

void release_weights(ov::Model const& graph) noexcept {
  auto const page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  for (auto const& node : graph.get_ops()) {
    auto const weights = ov::as_type_ptr<ov::op::v0::Constant>(node);
    if (weights == nullptr) continue;
    auto const begin = reinterpret_cast<std::uintptr_t>(weights->get_data_ptr());
    auto const end = begin + weights->get_byte_size();
    auto const first = begin / page * page;
    // Unlike MADV_DONTNEED, it loses nothing where the memory is no file's after all.
    ::madvise(reinterpret_cast<void*>(first), end - first, MADV_PAGEOUT);
  }
}

}  // namespace helio::openvino
